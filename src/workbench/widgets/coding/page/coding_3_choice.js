// Choice: the words a coder has chosen, by mouse or by keys.

class Choice extends Text {
  parts(turn, kind) {
    turn.cuts ??= {};
    return (turn.cuts[kind] ??= this.cut_(turn, kind));
  }

  cut_(turn, kind) {
    if (kind === "word") {
      return [...turn.words.matchAll(/\S+/g)].map((m) => ({ start: turn.start + m.index, end: turn.start + m.index + m[0].length }));
    }
    const cutter = new Intl.Segmenter(this.language, { granularity: "sentence" });
    return [...cutter.segment(turn.words)].map((one) => ({ start: turn.start + one.index, end: turn.start + one.index + one.segment.trimEnd().length }))
      .filter((one) => one.end > one.start);
  }

  wordsOf(turn) {
    return this.parts(turn, "word");
  }

  select(turn, place, anchor = null, scroll = true) {
    if (!place) return;
    this.chosenWords = { turn, start: place.start, end: place.end, anchor: anchor ?? { start: place.start, end: place.end }, head: place };
    if (anchor) {
      this.chosenWords.start = Math.min(anchor.start, place.start);
      this.chosenWords.end = Math.max(anchor.end, place.end);
    }
    this.show(scroll);
  }

  show(scroll) {
    const { turn, start, end, head } = this.chosenWords;
    if (this.range) this.paint?.delete(this.range);
    this.range = this.rangeOf(turn, start, end);
    if (!this.range) return;
    if (this.paint) this.paint.add(this.range);
    else { const own = getSelection(); own.removeAllRanges(); own.addRange(this.range); }
    if (this.current !== turn.node) {
      this.current?.classList.remove("current");
      this.current = turn.node;
      turn.node.classList.add("current");
    }
    for (const note of this.lit ?? []) note.classList.remove("lit");
    this.lit = turn.notes.filter((one) => one.start < end && one.end > start)
      .map((one) => turn.node.querySelector(`[data-key="${CSS.escape(one.key)}"]`));
    for (const note of this.lit) note.classList.add("lit");
    this.about.textContent = turn.asks ? this.say("not_coded")
      : this.say("chosen", { n: this.wordsOf(turn).filter((one) => one.start >= start && one.end <= end).length });
    if (scroll) {
      const box = this.rangeOf(turn, head.start, head.end)?.getBoundingClientRect(), room = this.reader.getBoundingClientRect();
      if (box && (box.top < room.top + 24 || box.bottom > room.bottom - 24)) {
        this.reader.scrollTop += box.top - room.top - room.height / 3;
      }
    }
  }

  rangeOf(turn, start, end) {
    const range = document.createRange();
    const at = (place, last) => turn.pieces.find((one) => (last ? one.end >= place && one.start < place : one.end > place && one.start <= place));
    const [first, last] = [at(start, false), at(end, true)];
    if (!first || !last) return null;
    range.setStart(first.node, start - first.start);
    range.setEnd(last.node, end - last.start);
    return range;
  }

  spoken() {
    const { turn, start, end } = this.chosenWords;
    const words = turn.words.slice(start - turn.start, end - turn.start);
    const codes = turn.notes.filter((one) => one.start < end && one.end > start)
      .map((one) => (one.suggested ? this.say("is_suggested", { code: this.label[one.code] }) : this.label[one.code]));
    const short = words.length > 160 ? `${words.slice(0, 80)} \u2026 ${words.slice(-60)}` : words;
    this.announce([short, ...new Set(codes)].join(" \u00b7 "), 120);
  }

  step(kind, way, extend) {
    const { turn, anchor, head } = this.chosenWords;
    const cuts = this.parts(turn, kind);
    const at = way > 0 ? cuts.findLastIndex((one) => one.start <= head.end - 1) : cuts.findIndex((one) => one.end > head.start);
    const inside = cuts[at];
    let next;
    if (kind === "sentence" && inside && !(head.start === inside.start && head.end === inside.end) && !extend) {
      next = way > 0 || head.start === inside.start ? (way > 0 ? inside : cuts[at - 1]) : inside;
    } else if (kind === "sentence" && extend && inside && (way > 0 ? head.end < inside.end : head.start > inside.start)) next = inside;
    else next = cuts[at + way];
    if (next) this.select(turn, next, extend ? anchor : null);
    else if (!extend) return this.turn(way, kind);
    this.spoken();
  }

  turn(way, kind = "word") {
    let at = this.chosenWords.turn.at + way;
    while (this.turns[at]?.asks) at += way;
    const turn = this.turns[at];
    if (!turn) return this.announce(this.say(way > 0 ? "last_turn" : "first_turn"));
    const cuts = this.parts(turn, kind);
    this.select(turn, way > 0 || kind === "word" && way < -1 ? cuts[0] : cuts.at(-1));
    this.spoken();
  }

  edge(way) {
    const own = this.turns.filter((turn) => !turn.asks);
    const turn = way < 0 ? own[0] : own.at(-1);
    if (turn) this.select(turn, this.wordsOf(turn)[0]);
    this.spoken();
  }

  whole(kind) {
    const { turn, head } = this.chosenWords;
    const cut = kind === "turn" ? { start: turn.start, end: turn.end } : this.parts(turn, "sentence").find((one) => one.end > head.start);
    this.select(turn, cut);
    this.spoken();
  }

  jump(way, suggested) {
    const { turn, start } = this.chosenWords;
    const all = [...this.here()].filter((one) => !!one.suggested === suggested).sort(byPlace);
    const now = this.focused && all.findIndex((one) => one.key === this.focused);
    let at = now >= 0 && this.focused ? now + way : way > 0 ? all.findIndex((one) => one.start >= start) : all.findLastIndex((one) => one.start <= start);
    if (!all[at]) return this.announce(this.say(suggested ? "no_more_suggestions" : "no_more_codings"));
    const one = all[at];
    this.select(this.turnAt(one.start), one);
    this.focused = one.key;
    this.announce([this.label[one.code], one.suggested ? this.say("because", { reason: one.reason }) : one.coder].join(" \u00b7 "), 60);
  }

  picked(event) {
    if (event.target.closest(".details, .note")) return;
    const own = getSelection();
    if (!own.rangeCount || !this.all) return;
    const range = own.getRangeAt(0);
    const from = this.placeOf(range.startContainer, range.startOffset);
    if (!from) return;
    const to = this.placeOf(range.endContainer, range.endOffset);
    const { turn } = from;
    const words = this.wordsOf(turn);
    const end = to && to.turn === turn ? to.place : turn.end;
    const first = words.find((one) => one.end > from.place) ?? words.at(-1);
    const last = words.findLast((one) => one.start < end) ?? first;
    if (!own.isCollapsed) {
      own.removeAllRanges();
      this.select(turn, last.start >= first.start ? last : first, first, false);
    } else this.select(turn, first, event.shiftKey && this.chosenWords?.turn === turn ? this.chosenWords.anchor : null, false);
    this.focused = null;
    this.reader.focus({ preventScroll: true });
    this.spoken();
  }

  placeOf(node, offset) {
    const holder = (node.nodeType === 3 ? node.parentElement : node)?.closest("[data-turn]");
    if (!holder || !this.reader.contains(holder)) return null;
    const turn = this.turns[+holder.dataset.turn];
    const piece = turn.pieces.find((one) => one.node === node);
    if (piece) return { turn, place: piece.start + offset };
    const probe = document.createRange();
    probe.setStart(node, offset);
    const after = turn.pieces.find((one) => probe.comparePoint(one.node, 0) >= 0);
    return { turn, place: after ? after.start : turn.end };
  }

  pressed(event) {
    const note = event.target.closest(".note");
    if (note) this.unfold(note.dataset.key);
  }

  unfold(key) {
    const one = this.codings.get(key) ?? this.suggestions.get(key);
    if (!one) return;
    const before = this.codings.get(this.open) ?? this.suggestions.get(this.open);
    this.open = this.open === key ? null : key;
    this.select(this.turnAt(one.start), one, null, false);
    this.focused = key;
    this.redraw(before ? [one, before] : [one]);
    const note = this.reader.querySelector(`[data-key="${CSS.escape(key)}"]`);
    (this.open ? note?.parentNode.querySelector("select, .details button") ?? note : this.reader)?.focus();
  }

  other(way) {
    const at = this.shown.document + way;
    if (!this.all.documents[at]) return;
    this.documentField.value = at;
    this.filtered("document", at);
  }

  within() {
    const { turn, start, end } = this.chosenWords;
    return turn.notes.filter((one) => one.start < end && one.end > start);
  }
}
