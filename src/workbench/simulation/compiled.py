"""Compiled: the walk of one customer after another, as machine code (numba); import it only where it is run.

It follows the rules of `reference`, decision for decision, and gives the same numbers. What belongs to
a decision stands in one loop: calls that hand arrays on cost numba half its speed.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from workbench.simulation.luck import BROUGHT, FIRST, GOLDEN, SECOND
from workbench.simulation.tables import BUCKET_SHIFT, NO_FEELING, TO_ROW

U, INT = np.uint64, np.int64
ONE, HALF_WORD, WORD, FIELD = U(1), U(32), U(0xFFFFFFFF), U(16)
BUCKET, LOW = U(BUCKET_SHIFT), U(TO_ROW)
TAIL, ROW = U(1023), U(1025)


@njit(inline="always")
def mixed(bits):
    """Return bits that look unrelated for inputs that differ, as `luck.mixed` does."""
    bits = (bits ^ (bits >> U(30))) * FIRST
    bits = (bits ^ (bits >> U(27))) * SECOND
    return bits ^ (bits >> U(31))


@njit(nogil=True, cache=True, error_model="numpy")
def walk(
    start_ends, start_steps, buckets, ends, targets, laws, law, days_on,
    feeling_of, known_of, cost_of, revenue_of, channel_of, brought_by, salt, conversion, horizon,
    control, control_expected, control_start, control_once, control_per_day,
    key, first, check, counts,
    mask, exits, days, converted_after, visits, revenue, cost,
    switches, referrals, felt, feelings, peak, last, controls,
    rows, e_customer, e_decision, e_step, e_to, e_day, e_stay, e_feeling, e_cost, e_revenue,
):  # fmt: skip
    """Walk customer `first` and those after, one an entry of the columns from `mask` to `controls`.

    Return how many were walked, how many rows were written and the first who never leaves, or -1.
    `counts` is steps x (states + 2): moves to each state, to the horizon, and customers who ever came.
    With `rows` of events to fill, it stops before the customer whose events no longer find room.
    """
    steps, under_way, ever = U(counts.shape[0]), U(counts.shape[1] - 2), U(counts.shape[1] - 1)
    row, room = U(0), U(rows)
    for i in range(exits.size):
        entry = row
        stream = mixed(U(first + i) * FIRST + key)
        bits = mixed(stream)
        where, piece = bits >> HALF_WORD, U(0)
        for k in range(start_ends.size):
            piece += U(where > start_ends[k])
        step = start_steps[piece]
        if control is not None:
            for k in range(control_once.size):
                controls[k, i] = control[k, step, control.shape[2] - 1] - control_start[k]
        day, money_in, money_out, first_time, mark = 0.0, 0.0, 0.0, -1.0, 0.0
        mine, tally, twice = U(0), U(0), U(0)
        channel, brought, strongest, latest = INT(-1), INT(0), INT(2), INT(2)
        out = INT(-1)
        while True:
            if salt is not None:
                own = salt[step]
                stream += GOLDEN if own == U(0) else U(0)
                bits = mixed(stream if own == U(0) else bits ^ own)
            else:
                stream += GOLDEN
                bits = mixed(stream)
            where = bits >> HALF_WORD
            packed = buckets[step, where >> BUCKET]
            target = (packed >> FIELD) & LOW if where <= (packed >> HALF_WORD) else packed & LOW
            if target == LOW:
                piece = U(0)
                while where > ends[step, piece]:
                    piece += ONE
                target = targets[step, piece]
            draw = (bits >> U(8)) & U(0xFFFFFF)
            point = law[step] + (draw >> U(14))
            part = (np.float64(INT(draw & U(0x3FFF))) + 0.5) * 0.00006103515625
            if (draw >> U(14)) == TAIL:
                point = law[step] + ROW + ((draw >> U(4)) & U(1023))
                part = (np.float64(INT(draw & U(15))) + 0.5) * 0.0625
            low = np.float64(laws[point])
            stay = (low + (np.float64(laws[point + ONE]) - low) * part) * days_on[step]
            drawn = INT(feeling_of[step, bits & U(0xFF)])
            strongest = max(strongest, drawn)
            latest = drawn if known_of[step] else latest
            here = channel_of[step]
            changed = (here != channel) & (here >= 0) & (channel >= 0)
            channel = here
            tally += ONE | known_of[step] << HALF_WORD
            twice += U(drawn & 7) | U(changed) << HALF_WORD
            mine |= ONE << step
            if step == conversion and first_time < 0.0:
                first_time = day
            money_in += revenue_of[step]
            money_out += cost_of[step]
            if brought_by[step] > 0.0:
                chance = np.float64(INT(mixed(bits ^ BROUGHT) >> U(11))) * 1.1102230246251565e-16
                brought += INT(brought_by[step]) + INT(chance < brought_by[step] - np.float64(INT(brought_by[step])))
            if tally & check == U(0):
                if day == mark:
                    return i, INT(entry), first + i
                mark = day
            leaves = day + stay >= horizon
            if e_customer is not None:
                if row >= room:
                    return i, INT(entry), INT(-1)
                e_customer[row] = first + i
                e_decision[row] = tally & WORD
                e_step[row] = step
                e_to[row] = under_way if leaves else target
                e_day[row] = day
                e_stay[row] = horizon - day if leaves else stay
                e_feeling[row] = (drawn & 7) - 2 if known_of[step] else NO_FEELING
                e_cost[row] = cost_of[step]
                e_revenue[row] = revenue_of[step]
                row += ONE
            if leaves:
                day = horizon
                counts[step, under_way] += 1
                break
            day += stay
            counts[step, target] += 1
            if control is not None:
                part_left = INT((horizon - day) * control_per_day + 0.5) if control_per_day > 0.0 else INT(0)
                for k in range(control_once.size):
                    if not (control_once[k] and first_time >= 0.0):
                        controls[k, i] += control[k, target, part_left] - control_expected[k, step, part_left]
            if target >= steps:
                out = INT(target - steps)
                break
            step = target
        for k in range(counts.shape[0]):
            counts[k, ever] += INT((mine >> U(k)) & ONE)
        mask[i] = mine
        exits[i] = out
        days[i] = day
        converted_after[i] = first_time if first_time >= 0.0 else np.nan
        visits[i] = tally & WORD
        revenue[i] = money_in
        cost[i] = money_out
        switches[i] = twice >> HALF_WORD
        referrals[i] = brought
        felt[i] = INT(twice & WORD) - 2 * INT(tally & WORD)
        feelings[i] = tally >> HALF_WORD
        peak[i] = (strongest & 7) - 2
        last[i] = (latest & 7) - 2
    return exits.size, INT(row), INT(-1)


@njit(nogil=True, cache=True, error_model="numpy")
def sum_up(
    mask, days, day_bits, first_bits, visits, revenue, cost, switches, referrals, feelings, peak, last,
    stage_masks, smallest, stages, felt, days_in, converted_in, block,
):  # fmt: skip
    """Add a block of customers to the counts and write its sums and squares, in the order of `totals.MEASURES`."""
    s = np.zeros(16)
    for i in range(days.size):
        for k in range(stages.size):
            stages[k] += INT((mask[i] & stage_masks[k]) != U(0))
        felt[0] += INT(feelings[i] > 0)
        days_in[U(min(max((day_bits[i] >> 44) - smallest, 0), days_in.size - 1))] += 1
        if first_bits[i] >= 0 and first_bits[i] >> 52 != 0x7FF:
            converted_in[U(min(max((first_bits[i] >> 44) - smallest, 0), days_in.size - 1))] += 1
        margin, around = revenue[i] - cost[i], np.float64(peak[i]) + np.float64(last[i])
        seen, changed, brought = np.float64(visits[i]), np.float64(switches[i]), np.float64(referrals[i])
        s[0] += days[i]
        s[1] += days[i] * days[i]
        s[2] += seen
        s[3] += seen * seen
        s[4] += revenue[i]
        s[5] += revenue[i] * revenue[i]
        s[6] += cost[i]
        s[7] += cost[i] * cost[i]
        s[8] += margin
        s[9] += margin * margin
        s[10] += changed
        s[11] += changed * changed
        s[12] += brought
        s[13] += brought * brought
        s[14] += around
        s[15] += around * around
    for k in range(16):
        block[k // 2, k % 2] = s[k]
