// Acts: codes given and taken out, suggestions decided on; shown at once, unsaved until the kernel says otherwise.

class Acts extends Keys {
  ready() {
    if (this.canWrite && !this.chosenWords?.turn.asks) return true;
    this.announce(!this.all || this.all.sample ? this.say("sample", { folder: this.all?.folder }) : !this.all.coder ? this.say("who_codes") : this.say("not_coded"));
    return false;
  }

  give(code) {
    if (!this.ready() || !this.chosenWords) return;
    const { start, end } = this.chosenWords;
    this.last = code;
    const one = { document: this.document.id, start, end, code };
    const key = `${one.document}:${start}-${end}:${code}:${this.all.coder}`;
    if (this.codings.has(key)) return this.announce(this.say("given_already", { code: this.label[code] }));
    this.guess([{ ...one, key, coder: this.all.coder, step: "", emotion: null, stance: "for", memo: "", reason: "", unsaved: true }]);
    this.act("mark", { ...one, guessed: [key] });
    this.announce(this.say("gave", { code: this.label[code] }));
  }

  change(one, name, value) {
    const now = { ...one, [name]: name === "emotion" ? (value === "" ? null : +value) : value };
    this.codings.set(one.key, now);
    const { document: at, start, end, code, step, emotion, stance, memo } = now;
    this.act("mark", { document: at, start, end, code, step, emotion, stance, memo });
  }

  takeOutHere() {
    const own = this.within().filter((one) => !one.suggested && one.coder === this.all.coder);
    const exact = own.filter((one) => one.key === this.focused || one.start === this.chosenWords.start && one.end === this.chosenWords.end);
    if (!own.length) return this.announce(this.say("nothing_of_yours"));
    this.takeOut(exact.length ? exact.slice(0, 1) : own.slice(0, 1));
  }

  takeOut(ones) {
    if (!this.canWrite) return this.ready();
    for (const one of ones) this.codings.delete(one.key);
    this.open = null;
    this.redraw(ones);
    this.reader.focus({ preventScroll: true });
    this.act("unmark", { keys: ones.map((one) => one.key) });
    this.announce(this.say("took_out", { code: ones.map((one) => this.label[one.code]).join(", ") }));
  }

  decideHere(decision) {
    const own = this.within().filter((one) => one.suggested);
    const one = own.find((each) => each.key === this.focused) ?? own[0];
    if (!one) return this.announce(this.say("no_suggestion"));
    this.decide(decision, [one]);
  }

  decideTurn(decision) {
    this.decide(decision, this.chosenWords.turn.notes.filter((one) => one.suggested));
  }

  decideAll(decision) {
    this.decide(decision, [...this.here()].filter((one) => one.suggested));
  }

  decide(decision, ones) {
    if (!this.canWrite) return this.ready();
    if (!ones.length) return this.announce(this.say("no_suggestion"));
    for (const one of ones) this.suggestions.delete(one.key);
    this.open = null;
    const given = decision === "accept" ? ones.map((one) => ({ ...one, suggested: false, coder: this.all.coder, key: one.key + this.all.coder,
      step: "", emotion: null, stance: "for", memo: "", unsaved: true })) : [];
    this.guess(given, ones);
    this.reader.focus({ preventScroll: true });
    this.act(decision, { keys: ones.map((one) => one.key), guessed: given.map((one) => one.key) });
    this.announce(this.say(decision === "accept" ? "did_accept" : "did_reject", { n: ones.length, code: ones.length === 1 ? this.label[ones[0].code] : "" }));
  }

  guess(codings, also = []) {
    for (const one of codings) this.codings.set(one.key, one);
    this.redraw([...codings, ...also]);
  }

  named() {
    const coder = this.who.value.trim();
    if (!this.all || coder === this.all.coder) return;
    clearTimeout(this.naming);
    if (this.waiting.size) { // what was asked before is answered first
      this.announce(this.say("wait"));
      this.naming = setTimeout(() => this.named(), 250);
      return;
    }
    this.ask("coder", { coder });
  }

  act(kind, more = {}) {
    if (kind !== "look" && !(kind === "propose" && this.all.sample) && !this.canWrite) return this.ready();
    if (!this.live && !FIRST[kind]) return this.announce(this.say("gone"));
    const id = this.ask(kind, more);
    if (FIRST[kind]) this.keep(id, { kind, ...more });
    if (kind === "propose") this.announce(this.say("proposing"));
    this.status();
  }
}
