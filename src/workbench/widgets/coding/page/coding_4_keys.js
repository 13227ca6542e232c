// Keys: what each key does, and the finder of codes.

class Keys extends Choice {
  key(event) {
    if (!this.all || event.isComposing) return;
    const inDetails = event.target.closest(".details");
    if (event.key === "Escape") {
      if (this.open) this.unfold(this.open);
      this.reader.focus();
      return event.preventDefault();
    }
    if (inDetails || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const done = control ? this.controlled(event) : this.plain(event);
    if (done !== false) event.preventDefault();
  }

  controlled(event) {
    const name = event.key.toLowerCase();
    if (name === "z") return this.act(event.shiftKey ? "redo" : "undo");
    if (name === "y") return this.act("redo");
    return false;
  }

  plain(event) {
    const shift = event.shiftKey;
    if (event.key !== "a" && event.key !== "r") this.keyed = true;
    const moves = {
      ArrowRight: () => this.step("word", 1, shift), ArrowLeft: () => this.step("word", -1, shift),
      ArrowDown: () => this.step("sentence", 1, shift), ArrowUp: () => this.step("sentence", -1, shift),
      PageDown: () => this.turn(1), PageUp: () => this.turn(-2 + 1), Home: () => this.edge(-1), End: () => this.edge(1),
    };
    if (moves[event.key]) { this.focused = null; return moves[event.key](); }
    const acts = {
      Enter: () => this.searching(), c: () => this.searching(), " ": () => this.searching(),
      s: () => this.whole("sentence"), t: () => this.whole("turn"),
      n: () => this.jump(1, true), p: () => this.jump(-1, true), j: () => this.jump(1, false), k: () => this.jump(-1, false),
      a: () => this.decideHere("accept"), r: () => this.decideHere("reject"),
      A: () => this.decideTurn("accept"), R: () => this.decideTurn("reject"),
      u: () => this.act("undo"), U: () => this.act("redo"), e: () => this.edit(),
      Delete: () => this.takeOutHere(), Backspace: () => this.takeOutHere(),
      ".": () => this.last && this.give(this.last), "?": () => this.explain(),
      "[": () => this.other(-1), "]": () => this.other(1),
    };
    return acts[event.key] ? acts[event.key]() : false;
  }

  edit() {
    const one = this.within().find((each) => each.key === this.focused) ?? this.within().find((each) => each.coder === this.all.coder) ?? this.within()[0];
    if (one) this.unfold(one.key);
    else this.announce(this.say("nothing_here"));
  }

  searching() {
    if (!this.ready()) return;
    this.find.value = "";
    this.list();
    this.find.focus();
  }

  list() {
    const asked = folded(this.find.value.trim()).split(/\s+/).filter(Boolean);
    const score = (one) => {
      const words = folded(`${one.label} ${one.id}`);
      if (!asked.every((part) => words.includes(part))) return -1;
      return asked.length && words.startsWith(asked[0]) ? 2 : asked.every((part) => new RegExp(`(^|[\\s_-])${part.replace(/\W/g, ".")}`).test(words)) ? 1 : 0;
    };
    const found = this.all.codes.map((code, at) => ({ code, at, rank: score(code) })).filter((one) => one.rank >= 0);
    if (asked.length) found.sort((a, b) => b.rank - a.rank || a.at - b.at);
    const alpha = this.alphas ?? {};
    const rows = [];
    let kind = "";
    found.forEach(({ code }, n) => {
      if (!asked.length && code.kind !== kind) rows.push(make("p", { role: "presentation", class: "kind", text: (kind = code.kind) }));
      rows.push(make("div", { role: "option", id: `code-${this.tab}-${n}`, "data-code": code.id, title: code.definition, "aria-selected": "false" },
        make("span", { text: code.label }), make("span", { class: "alpha", text: alpha[code.id] == null ? "" : `\u03b1 ${this.number(alpha[code.id])}` }),
        make("span", { class: "count" })));
    });
    if (!rows.length) rows.push(make("p", { role: "presentation", class: "kind", text: this.say("no_code") }));
    this.codeList.replaceChildren(...rows);
    this.point(asked.length ? 0 : -1);
    this.counted();
  }

  point(at) {
    const rows = [...this.codeList.querySelectorAll("[role=option]")];
    this.pointed = Math.max(-1, Math.min(at, rows.length - 1));
    rows.forEach((row, n) => row.setAttribute("aria-selected", n === this.pointed ? "true" : "false"));
    const row = rows[this.pointed];
    if (row) this.find.setAttribute("aria-activedescendant", row.id);
    else this.find.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  choosing(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.point(this.pointed + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Escape") this.reader.focus();
    else if (event.key === "Enter") {
      const row = this.codeList.querySelector("[aria-selected=true]");
      if (row) this.give(row.dataset.code);
      if (!event.shiftKey && row) this.reader.focus();
      else if (row) { this.find.value = ""; this.list(); }
    } else return;
    event.preventDefault();
  }

  chosen(event) {
    const row = event.target.closest("[role=option]");
    if (!row) return;
    this.give(row.dataset.code);
    this.reader.focus({ preventScroll: true });
  }
}
