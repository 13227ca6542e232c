// Text: the turns of an interview with what is coded in them, each drawn anew only where something changed.

class Text extends Frame {
  draw() {
    const { text, turns, language } = this.document;
    this.language = language;
    this.turns = turns.map((turn, at) => ({ ...turn, at, words: text.slice(turn.start, turn.end) }));
    this.chosenWords = null;
    this.open = null;
    const notes = this.byTurn();
    this.reader.replaceChildren(...this.turns.map((turn) => this.drawTurn(turn, notes[turn.at])));
    this.reader.scrollTop = 0;
    const first = this.turns.find((turn) => !turn.asks);
    if (first) this.select(first, this.wordsOf(first)[0], null, false);
    this.counted();
  }

  shows(one) {
    const { code, coder, sure } = this.shown;
    if (code && one.code !== code) return false;
    if (!one.suggested) return !coder || one.coder === coder;
    if (coder || sure === "none") return false;
    if (sure === "terms") return one.score == null;
    if (sure) return one.score != null && (sure === "sure") === one.score >= 0.5;
    return true;
  }

  *here() {
    for (const one of this.codings.values()) if (one.document === this.document.id && this.shows(one)) yield one;
    for (const one of this.suggestions.values()) if (one.document === this.document.id && this.shows(one)) yield one;
  }

  byTurn() {
    const found = this.turns.map(() => []);
    for (const one of this.here()) {
      const turn = this.turnAt(one.start);
      if (turn) found[turn.at].push(one);
    }
    for (const own of found) own.sort(byPlace);
    return found;
  }

  turnAt(place) {
    let low = 0, high = this.turns.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.turns[middle].start <= place) low = middle; else high = middle - 1;
    }
    return this.turns[low];
  }

  drawTurn(turn, notes) {
    turn.notes = notes;
    const said = make("p", { class: "spoken", lang: this.language });
    turn.pieces = [];
    const passages = [...new Map(notes.map((one) => [`${one.start}-${one.end}`, one])).values()];
    const edges = new Set([turn.start, turn.end]);
    for (const one of passages) edges.add(one.start).add(Math.min(one.end, turn.end));
    const places = [...edges].sort((a, b) => a - b);
    for (let i = 0; i + 1 < places.length; i++) {
      const [start, end] = [places[i], places[i + 1]];
      const over = notes.filter((one) => one.start <= start && one.end >= end);
      const given = new Set(over.filter((one) => !one.suggested).map((one) => `${one.start}-${one.end}`)).size;
      const also = given && over.some((one) => one.suggested) ? " also" : "";
      const kind = given > 1 ? `given twice${also}` : given ? `given${also}` : over.length ? "suggested" : "";
      const words = document.createTextNode(turn.words.slice(start - turn.start, end - turn.start));
      turn.pieces.push({ start, end, node: words });
      said.append(kind ? make("span", { class: kind }, words) : words);
      passages.forEach((one, n) => {
        if (Math.min(one.end, turn.end) === end) said.append(make("sup", { "data-n": n + 1, "aria-hidden": "true" }));
      });
    }
    const margin = make("ul", { class: "notes" }, ...notes.map((one) => this.drawNote(one,
      passages.findIndex((other) => other.start === one.start && other.end === one.end) + 1)));
    turn.node = make("div", { class: turn.asks ? "turn asks" : "turn", "data-turn": turn.at },
      make("p", { class: "speaker", text: turn.asks ? this.say("interviewer") : turn.who }), said);
    if (notes.length) turn.node.append(margin);
    return turn.node;
  }

  drawNote(one, n) {
    const by = one.suggested ? this.say(one.score == null ? "by_terms" : "by_learning", { score: this.number(one.score ?? 0) })
      : one.coder + (one.stance === "against" ? ` \u00b7 ${this.say("against")}` : "") + (one.unsaved ? ` \u00b7 ${this.say("saving")}` : "");
    const button = make("button", { type: "button", class: "note", tabindex: -1, "data-key": one.key,
      "aria-expanded": this.open === one.key ? "true" : "false" },
      make("span", { class: "n", text: n }), make("span", { class: "label", text: this.label[one.code] ?? one.code }),
      make("span", { class: "by", text: by }));
    if (one.suggested && one.reason) button.append(make("span", { class: "why", text: this.say("because", { reason: one.reason }) }));
    const item = make("li", { class: one.suggested ? "is-suggested" : one.coder === this.all.coder ? "is-mine" : "is-other" }, button);
    if (this.open === one.key) item.append(this.details(one));
    return item;
  }

  details(one) {
    const button = (key, act) => make("button", { type: "button", text: this.say(key), onclick: act });
    const box = make("div", { class: "details" });
    if (one.suggested) {
      box.append(button("accept", () => this.decide("accept", [one])), button("reject", () => this.decide("reject", [one])));
      return box;
    }
    if (one.memo) box.append(make("p", { text: one.memo }));
    if (one.reason) box.append(make("p", { text: `${this.say("accepted")} ${this.say("because", { reason: one.reason })}` }));
    if (one.coder !== this.all.coder) return box;
    if (!one.reason) {
      const field = (key, name, ...options) => {
        const input = options.length ? make("select", {}, ...options) : make("input", {});
        input.value = one[name] ?? "";
        input.addEventListener("change", () => this.change(one, name, input.value));
        return make("label", {}, make("span", { text: this.say(key) }), input);
      };
      box.append(
        field("stance", "stance", option("for", this.say("for")), option("against", this.say("against"))),
        field("emotion", "emotion", option("", "\u2013"), ...[-2, -1, 0, 1, 2].map((value) => option(value, `${value}`.replace("-", "\u2212")))),
        field("step", "step", option("", "\u2013"), ...this.all.steps.map((step) => option(step.id, `${step.id} ${step.name}`))),
        field("memo", "memo"));
    }
    box.append(button("take_out", () => this.takeOut([one])));
    return box;
  }

  redraw(places) {
    const touched = new Set();
    for (const place of places) if (place.document === this.document.id) touched.add(this.turnAt(place.start).at);
    if (!touched.size) return;
    const own = new Map([...touched].map((at) => [at, []]));
    for (const one of this.here()) own.get(this.turnAt(one.start).at)?.push(one);
    for (const [at, notes] of own) {
      const before = this.turns[at].node;
      const focused = before.contains(document.activeElement);
      before.replaceWith(this.drawTurn(this.turns[at], notes.sort(byPlace)));
      if (focused) this.reader.focus({ preventScroll: true });
    }
    if (this.chosenWords && touched.has(this.chosenWords.turn.at)) this.show(false);
    this.counted();
  }

  counted() {
    const counts = new Map(), mine = new Map();
    let open = 0;
    for (const one of this.here()) {
      if (one.suggested) open += 1;
      else (one.coder === this.all.coder ? mine : counts).set(one.code, (((one.coder === this.all.coder) ? mine : counts).get(one.code) ?? 0) + 1);
    }
    for (const row of this.codeList.querySelectorAll("[role=option]")) {
      const [own, others] = [mine.get(row.dataset.code) ?? 0, counts.get(row.dataset.code) ?? 0];
      const shown = own || others ? `${own}${others ? ` + ${others}` : ""}` : "";
      if (row.lastChild.textContent !== shown) row.lastChild.textContent = shown;
    }
    const buttons = this.canWrite ? [
      make("button", { type: "button", text: this.say("accept_all", { n: open }), onclick: () => this.decideAll("accept") }),
      make("button", { type: "button", text: this.say("reject_all", { n: open }), onclick: () => this.decideAll("reject") })] : [];
    if (open) this.many.replaceChildren(make("span", { text: this.say("open", { n: open }) }), ...buttons);
    else if (this.suggestions.size) this.many.replaceChildren(make("span", { text: this.say("none_open") }));
    else this.many.replaceChildren(make("button", { type: "button", text: this.say("propose"), onclick: () => this.act("propose") }));
  }

  filteredKeeping() {
    const top = this.reader.scrollTop, words = this.chosenWords;
    this.draw();
    if (words) this.select(this.turns[words.turn.at], words, null, false);
    this.reader.scrollTop = top;
  }
}
