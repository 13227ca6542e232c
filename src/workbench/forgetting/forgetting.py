"""Forgetting: one person removed from every store of a study, or flagged where that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.forgetting.decided_groups import plan_groups
from workbench.forgetting.forgotten import Account, Entry, Forgotten
from workbench.forgetting.history import in_history
from workbench.forgetting.interview_files import plan_interviews
from workbench.forgetting.journal import Journal, apply, clear, commit, staged_writes, unfinished
from workbench.forgetting.leaver import Leaver, find_leaver
from workbench.forgetting.naming import Naming
from workbench.forgetting.personas import plan_personas
from workbench.forgetting.plan import Plan
from workbench.forgetting.rehearsal import compare, rehearse, unread_names
from workbench.forgetting.search import Store, search
from workbench.forgetting.stores import last_parameters, plan_backups, plan_reports, stores_of
from workbench.forgetting.study_file import plan_study_file
from workbench.forgetting.tables import plan_tables
from workbench.forgetting.traces import Said, Traces, runs_of
from workbench.reading.study_folder import own_study, read_material


def forget(study: str, participant: str, *, reports: Path, dry_run: bool = False) -> Forgotten:
    """Remove a person from interviews, tables, personas and reports; say what is left to do by hand.

    `participant` is a pseudonym, a document id, or the name or an alias exactly as in the table.
    All new contents are made and read on trial before anything is touched; a journal beside the
    study completes a run cut short when it is started again. Afterwards every store is searched for
    pseudonym, documents, names and any six words in a row of the person's own. InputError for a
    sample of the package, an unknown person, or interviews that cannot be read.
    """
    folder = own_study(study).absolute()
    begun = unfinished(folder)
    earlier: Forgotten | None = None
    if begun is not None:
        if dry_run:
            problem = Problem(
                str(folder), "an earlier forgetting was cut short", remedy="complete it without --dry-run"
            )
            raise InputError([problem])
        earlier = _carried_out(folder, begun)
        if _is_of(begun, participant):
            return earlier
    try:
        plan, stores = _planned(folder, study, participant, reports)
        if dry_run:
            return _told(plan.leaver.pseudonym, plan.account, (), dry_run=True)
        journal = _journal(plan, participant, stores, reports)
        commit(folder, journal)
    except BaseException:
        clear(folder)
        raise
    finally:
        if dry_run:
            clear(folder)
    found = _carried_out(folder, journal)
    return found if earlier is None else _both(earlier, found)


def _planned(folder: Path, study: str, participant: str, reports: Path) -> tuple[Plan, list[Store]]:
    leaver = find_leaver(folder, participant)
    chosen = last_parameters(reports, leaver.brief.id, study)
    plan = _files_planned(folder, leaver, set())
    restored = unread_names(plan)
    if restored:
        plan = _files_planned(folder, leaver, restored)
    rehearsal = rehearse(plan)
    if rehearsal.material is not None:
        with suppress(InputError):  # a study that could not be read before has nothing to compare
            compare(plan, read_material(str(folder)), rehearsal.material)
    plan_personas(plan, rehearsal.material, chosen, rehearsal.problem)
    plan_reports(plan, reports)
    stores = stores_of(plan, reports, chosen)
    plan_backups(plan, stores, plan.traces)
    touched = [*plan.contents, *plan.deletions]
    plan.account.flagged += in_history([*touched, *plan.restored])
    return plan, stores


def _files_planned(folder: Path, leaver: Leaver, restored: set[Path]) -> Plan:
    naming = Naming(leaver.names, leaver.full, leaver.pseudonym)
    plan = Plan(folder, leaver, naming, traces_of(leaver), restored=restored)
    plan_interviews(plan)
    plan_tables(plan)
    plan_study_file(plan)
    plan_groups(plan)
    if plan.renamed:
        documents = tuple(d for d in leaver.documents if d not in plan.renamed.values())
        plan.traces = plan.traces.model_copy(update={"documents": documents})
    return plan


def traces_of(leaver: Leaver) -> Traces:
    """Return by what a person is recognised: what is theirs alone in the study."""
    others = [
        Said(i.document, "\n".join(turn.words for turn in i.turns if not leaver.speaks(i, turn.speaker)))
        for i in leaver.others
    ]
    mine = [i for i in leaver.others if i.document in leaver.groups]
    own = [turn.words for i in (*leaver.own, *mine) for turn in i.turns if leaver.speaks(i, turn.speaker)]
    return Traces(
        pseudonym=leaver.pseudonym,
        documents=leaver.documents,
        names=leaver.names,
        runs=runs_of(own, others),
    )


def _journal(plan: Plan, participant: str, stores: Iterable[Store], reports: Path) -> Journal:
    index = reports.absolute() / "index.html"
    account = plan.account
    return Journal(
        asked=participant,
        traces=plan.traces,
        writes=staged_writes(plan.folder, plan.contents),
        deletions=tuple(path.absolute() for path in plan.deletions),
        stores=tuple((store.path, store.documents, store.deep) for store in stores),
        index=index if index.is_file() else None,
        removed=_pairs(account.removed),
        changed=_pairs(account.changed),
        flagged=_pairs(account.flagged),
        lost_claims=tuple(account.lost_claims),
    )


def _pairs(entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.where, entry.what) for entry in entries)


def _carried_out(folder: Path, journal: Journal) -> Forgotten:
    """Do what a journal says, search afterwards, and take the journal away."""
    account = journal.account()
    account.flagged += apply(folder, journal)
    if journal.index is not None:
        from workbench.report.index import write_index

        write_index(journal.index.parent)
        account.changed.append(Entry(str(journal.index), "list of reports made again"))
    left = search(journal.traces, [Store(*store) for store in journal.stores])
    clear(folder)
    return _told(journal.traces.pseudonym, account, left)


def _is_of(journal: Journal, participant: str) -> bool:
    asked = participant.strip().casefold()
    traces = journal.traces
    return asked in {name.casefold() for name in (journal.asked, traces.pseudonym, *traces.documents, *traces.names)}


def _told(pseudonym: str, account: Account, left: Iterable[Entry], *, dry_run: bool = False) -> Forgotten:
    return Forgotten(
        participant=pseudonym,
        removed=tuple(account.removed),
        changed=tuple(account.changed),
        flagged=tuple(account.flagged),
        lost_claims=tuple(account.lost_claims),
        left=tuple(left),
        dry_run=dry_run,
    )


def _both(earlier: Forgotten, later: Forgotten) -> Forgotten:
    return Forgotten(
        participant=later.participant,
        removed=(*earlier.removed, *later.removed),
        changed=(*earlier.changed, *later.changed),
        flagged=(*earlier.flagged, *later.flagged),
        lost_claims=(*earlier.lost_claims, *later.lost_claims),
        left=(*earlier.left, *later.left),
    )
