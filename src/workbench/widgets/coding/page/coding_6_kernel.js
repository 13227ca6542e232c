// Kernel: what is asked of it and what it says; whatever it has not acknowledged is kept.

class Desk extends Acts {
  ask(kind, more = {}) {
    const id = `${this.tab}-${++this.counter}`;
    const message = { id, kind, ...more };
    this.waiting.set(id, { message, since: performance.now() });
    this.post(message);
    return id;
  }

  // The channel to a kernel that is gone refuses what is sent.
  post(message) {
    try {
      this.model.send(message);
      this.cut = false;
    } catch {
      this.cut = true;
    }
  }

  store(id) {
    return `workbench-coding:${this.all.study}:${this.all.coder}:${id}`;
  }

  keep(id, act) {
    try { localStorage.setItem(this.store(id), JSON.stringify(act)); } catch { /* a browser that keeps nothing */ }
  }

  forget(id) {
    try { localStorage.removeItem(this.store(id)); } catch { /* as above */ }
  }

  // Who coded this study last in this browser, so that a cell run again goes on.
  remembered(coder) {
    const name = `workbench-coder:${this.all.study}`;
    try {
      if (coder === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, coder);
    } catch { /* as above */ }
    return "";
  }

  again() {
    if (!this.canWrite) return;
    const left = [];
    try {
      const prefix = this.store("");
      for (const name of Object.keys(localStorage)) {
        const id = name.slice(prefix.length);
        if (name.startsWith(prefix) && !this.waiting.has(id)) left.push([id, JSON.parse(localStorage.getItem(name))]);
      }
    } catch { return; }
    for (const [id, act] of left) {
      this.waiting.set(id, { message: { id, ...act }, since: performance.now() });
      this.post({ id, ...act });
    }
    if (left.length) this.announce(this.say("sent_again", { n: left.length }));
    this.status();
  }

  // A kernel that has nothing else to do and leaves us without an answer is not the one that showed this desk.
  get busy() {
    return this.model.widget_manager?.kernel?.status === "busy";
  }

  tick() {
    this.status();
    const asked = [...this.waiting.values()].some(({ message }) => message.kind !== "agreement");
    const idle = document.visibilityState === "visible" && this.root.isConnected && this.all && !asked && this.live;
    if (idle && performance.now() - (this.looked ?? 0) > LOOK) {
      this.looked = performance.now();
      this.ask("look");
    }
  }

  status() {
    const quiet = ({ message, since }) => message.kind === "agreement" || (message.kind === "look" && performance.now() - since < SLOW);
    const acts = [...this.waiting.values()].filter((one) => !quiet(one));
    const unsaved = acts.filter(({ message }) => FIRST[message.kind] || message.kind === "undo" || message.kind === "redo");
    const slow = acts.some(({ since }) => performance.now() - since > SLOW);
    this.live = !this.cut && (!slow || this.busy);
    const n = unsaved.length;
    const [state, mark, text] = !this.live ? ["lost", "!", this.say(n ? "unsaved_gone" : "gone", { n })]
      : this.all?.sample ? ["look", "\u25cb", this.say("looking")]
      : slow ? ["lost", "!", this.say(n ? "unsaved_busy" : "busy", { n })]
      : acts.length ? ["saving", "\u2026", this.say(n ? "saving" : "loading", { n })]
      : !this.all?.coder ? ["look", "\u25cb", this.say("nobody")] : ["kept", "\u2713", this.say("saved")];
    if (this.saved.dataset.state !== state || this.saved.textContent !== `${mark} ${text}`) {
      this.saved.dataset.state = state;
      this.saved.textContent = `${mark} ${text}`;
    }
  }

  hear(told) {
    const asked = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    if (told.kind === "opened") {
      if (asked) this.opened(told);
      else if (this.all && told.coder !== this.all.coder) this.ask("open");
      if (asked?.message.kind === "coder" && told.coder) {
        this.remembered(told.coder);
        this.announce(this.say("codes_now", { coder: told.coder }));
        this.reader.focus({ preventScroll: true });
      }
    } else if (!this.all) return;
    else if (told.kind === "agreement") this.agree(told);
    else if (told.kind === "failed") {
      this.forget(told.id);
      if (asked) this.fail(this.say("failed", { said: told.said }));
      if (asked && asked.message.kind !== "agreement") this.ask("open");
    } else if (told.kind === "done") this.done(told, asked?.message);
    this.status();
  }

  done(told, asked) {
    this.forget(told.id);
    if (told.before > this.numberSeen) return this.ask("open");
    this.numberSeen = Math.max(told.number, this.numberSeen);
    const moved = [];
    const drop = (known, key) => { if (known.has(key)) { moved.push(known.get(key)); known.delete(key); } };
    for (const key of asked?.guessed ?? []) if (this.codings.get(key)?.unsaved) drop(this.codings, key);
    for (const key of told.removed) drop(this.codings, key);
    for (const key of told.closed) drop(this.suggestions, key);
    for (const one of told.codings) { this.codings.set(one.key, one); moved.push(one); }
    for (const one of told.suggestions) { this.suggestions.set(one.key, one); moved.push(one); }
    const many = moved.length > 200;
    if (many) this.filteredKeeping();
    else if (moved.length) this.redraw(moved);
    if (told.codings.length || told.removed.length) { this.agreeSoon(1200); this.peopleListed(); }
    if (asked && told.done && told.act !== "look") this.fail("");
    this.state(told);
    if (told.taken_in) this.announce(this.say("taken_in", { n: told.taken_in }));
    else if (told.act === "undo") this.announce(this.say(told.done ? "undid" : "nothing_undone"));
    else if (told.act === "redo") this.announce(this.say(told.done ? "redid" : "nothing_redone"));
    else if (told.act === "propose") this.announce(this.say("proposed", { n: this.suggestions.size }));
  }

  state(told) {
    this.undo.disabled = !told.can_undo;
    this.redo.disabled = !told.can_redo;
    this.who.readOnly = !!this.all.sample;
    if (told.problems.length) this.fail(this.say("problems", { said: told.problems.join(" \u00b7 ") }));
    else if (this.wrong.dataset.lasting) this.fail("");
    this.wrong.dataset.lasting = told.problems.length ? "1" : "";
  }

  agreeSoon(wait) {
    clearTimeout(this.agreeing);
    this.agreeing = setTimeout(() => this.live && this.ask("agreement"), wait);
  }

  agree(found) {
    const value = (n) => this.number(n);
    const coders = found.coders.join(", ");
    const text = found.alpha == null ? this.say(`undefined_${found.undefined}`)
      : this.say(found.interval ? "agreement" : "agreement_bare", { coders, alpha: value(found.alpha), n: found.documents,
        low: value(found.interval?.[0] ?? 0), high: value(found.interval?.[1] ?? 0), judged: this.say(`judged_${found.judged}`) });
    this.agreed.replaceChildren(make("h3", { text: this.say("agreement_title") }), make("p", { text }));
    this.alphas = found.codes;
    if (document.activeElement !== this.find) this.list();
  }
}

export default {
  render({ model, el }) {
    const desk = new Desk(model, el);
    return () => desk.close();
  },
};
