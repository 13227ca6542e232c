// Coding desk: what a researcher sees and touches. What was said enters the page by textContent alone.
// The kernel answers every act once it is on disk; until then the act is kept here, and in the browser's own store.

const SLOW = 3000; // milliseconds after which an act that nobody acknowledged is called unsaved
const LOOK = 8000; // between two looks at what others have changed
const FIRST = { mark: 1, unmark: 1, accept: 1, reject: 1 }; // acts that may be sent again by another page

export default {
  render({ model, el }) {
    const desk = new Desk(model, el);
    return () => desk.close();
  },
};

const make = (name, attributes = {}, ...inside) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "text") node.textContent = value;
    else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...inside);
  return node;
};
const option = (value, text) => make("option", { value, text });
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const byPlace = (one, other) => one.start - other.start || one.end - other.end || (one.key < other.key ? -1 : 1);

class Desk {
  constructor(model, el) {
    this.model = model;
    this.tab = Math.random().toString(36).slice(2, 8);
    this.texts = model.get("texts");
    this.counter = 0;
    this.waiting = new Map();
    this.shown = { document: 0, code: "", coder: "", sure: "" };
    this.codings = new Map();
    this.suggestions = new Map();
    this.live = true;
    this.build(el);
    this.heard = (message) => this.hear(message);
    this.cut = () => this.kernel(model.comm_live ?? model.get("comm_live"));
    model.on("msg:custom", this.heard);
    model.on("comm_live_update", this.cut);
    this.clock = setInterval(() => this.tick(), 1000);
    this.ask("open");
  }

  close() {
    clearInterval(this.clock);
    clearTimeout(this.agreeing);
    this.model.off("msg:custom", this.heard);
    this.model.off("comm_live_update", this.cut);
    if (this.range) this.paint?.delete(this.range);
  }

  say(key, values = {}) {
    return (this.texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  number(value, digits = 2) {
    return new Intl.NumberFormat(this.texts.language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .format(value).replace("-", "\u2212");
  }

  // What is shown --------------------------------------------------------------------------------------------------

  build(el) {
    const say = (key) => this.say(key);
    const button = (key, act, more = {}) => make("button", { type: "button", text: say(key), onclick: act, ...more });
    this.saved = make("p", { class: "saved" });
    this.title = make("h2", {});
    this.who = make("input", { size: 8, list: `coders-${this.tab}`, autocomplete: "off", onchange: () => this.named() });
    this.coders = make("datalist", { id: `coders-${this.tab}` });
    this.undo = button("undo", () => this.act("undo"), { title: "U, Ctrl+Z" });
    this.redo = button("redo", () => this.act("redo"), { title: "Shift+U, Ctrl+Y" });
    const help = button("help", () => this.explain(), { title: "?" });
    const head = make("header", {}, this.title, make("label", {}, make("span", { text: say("coder") }), this.who),
      this.coders, make("div", { class: "acts" }, this.undo, this.redo, help), this.saved);

    const filter = (key, name) => {
      const field = make("select", { onchange: () => this.filtered(name, field.value) });
      this[`${name}Field`] = field;
      return make("label", {}, make("span", { text: say(key) }), field);
    };
    this.many = make("div", { class: "many" });
    const filters = make("div", { class: "filters", role: "group", "aria-label": say("filters") },
      filter("interview", "document"), filter("code", "code"), filter("given_by", "coder"), filter("suggestions", "sure"),
      this.many);
    this.sureField.append(option("", say("sure_all")), option("terms", say("sure_terms")), option("sure", say("sure_high")),
      option("unsure", say("sure_low")), option("none", say("sure_none")));

    this.reader = make("div", { class: "reader", tabindex: 0, role: "application", "aria-label": say("reader"),
      "aria-describedby": `keys-${this.tab}`, onkeydown: (event) => this.key(event), onpointerup: (event) => this.picked(event),
      onclick: (event) => this.pressed(event) });
    this.find = make("input", { class: "find", role: "combobox", "aria-expanded": "true", "aria-controls": `codes-${this.tab}`,
      "aria-autocomplete": "list", "aria-label": say("find_code"), placeholder: say("find_code"), autocomplete: "off",
      spellcheck: "false", oninput: () => this.list(), onkeydown: (event) => this.choosing(event) });
    this.codeList = make("div", { class: "codes", role: "listbox", id: `codes-${this.tab}`, "aria-label": say("codes"),
      onpointerdown: (event) => event.preventDefault(), onclick: (event) => this.chosen(event) });
    this.agreed = make("div", { class: "agreed" });
    this.about = make("p", { class: "about" });
    const panel = make("aside", { "aria-label": say("codes") }, this.about, this.find, this.codeList, this.agreed);
    this.told = make("p", { class: "told", role: "status", "aria-live": "polite" });
    this.wrong = make("p", { class: "wrong", role: "alert", hidden: true });
    const keys = make("p", { id: `keys-${this.tab}`, class: "unseen", text: say("keys_short") });
    this.dialog = this.helpDialog();
    this.root = make("section", { class: "wb-coding", "data-lm-suppress-shortcuts": "true", lang: this.texts.language,
      "aria-label": say("desk") }, head, filters, make("div", { class: "room" }, this.reader, panel), this.wrong, this.told,
      keys, this.dialog);
    for (const name of ["keydown", "keyup", "keypress"]) this.root.addEventListener(name, (event) => event.stopPropagation());
    el.append(this.root);
    if (typeof Highlight === "function" && CSS.highlights) {
      if (!CSS.highlights.has("wb-coding")) CSS.highlights.set("wb-coding", new Highlight());
      this.paint = CSS.highlights.get("wb-coding");
    }
    this.status();
  }

  helpDialog() {
    const rows = this.say("keys").split("\n").filter(Boolean).map((line) => line.split(" = "));
    const list = make("dl", {}, ...rows.flatMap(([keys, what]) => [
      make("dt", {}, ...keys.split(" ").map((one) => make("kbd", { text: one }))), make("dd", { text: what })]));
    return make("dialog", { "aria-label": this.say("help"), onclose: () => this.reader.focus() },
      make("h3", { text: this.say("help") }), list,
      make("button", { type: "button", text: this.say("close"), onclick: () => this.dialog.close() }));
  }

  explain() {
    this.dialog.showModal();
  }

  opened(all) {
    this.all = all;
    this.numberSeen = all.number;
    this.codings = new Map(all.codings.map((one) => [one.key, one]));
    this.suggestions = new Map(all.suggestions.map((one) => [one.key, one]));
    this.label = Object.fromEntries(all.codes.map((one) => [one.id, one.label]));
    this.title.textContent = all.title;
    this.who.value = all.coder;
    const at = Math.min(this.shown.document, all.documents.length - 1);
    this.documentField.replaceChildren(...all.documents.map((one, i) => option(i, this.named_(one))));
    this.shown.document = at;
    this.documentField.value = at;
    this.codeField.replaceChildren(option("", this.say("all_codes")), ...all.codes.map((one) => option(one.id, one.label)));
    this.codeField.value = this.shown.code;
    this.peopleListed();
    this.list();
    this.draw();
    this.state(all);
    this.again();
    this.agreeSoon(50);
    if (all.sample) this.announce(this.say("sample", { folder: all.folder }));
    else if (!all.coder) this.announce(this.say("who_codes"));
  }

  named_(one) {
    return one.who && one.who !== one.id ? `${one.id} \u00b7 ${one.who}` : one.id;
  }

  peopleListed() {
    const people = [...new Set([...this.codings.values()].map((one) => one.coder))].sort();
    this.coderField.replaceChildren(option("", this.say("everybody")), ...people.map((one) => option(one, one)));
    if (!people.includes(this.shown.coder)) this.shown.coder = "";
    this.coderField.value = this.shown.coder;
    this.coders.replaceChildren(...people.map((one) => option(one, one)));
  }

  get document() {
    return this.all.documents[this.shown.document];
  }

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
    const said = make("p", { class: "said", lang: this.language });
    turn.pieces = [];
    const passages = [...new Map(notes.map((one) => [`${one.start}-${one.end}`, one])).values()];
    const edges = new Set([turn.start, turn.end]);
    for (const one of passages) edges.add(one.start).add(Math.min(one.end, turn.end));
    const places = [...edges].sort((a, b) => a - b);
    for (let i = 0; i + 1 < places.length; i++) {
      const [start, end] = [places[i], places[i + 1]];
      const over = notes.filter((one) => one.start <= start && one.end >= end);
      const given = new Set(over.filter((one) => !one.suggested).map((one) => `${one.start}-${one.end}`)).size;
      const kind = given > 1 ? "given twice" : given ? "given" : over.length ? "suggested" : "";
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
      make("p", { class: "who", text: turn.asks ? this.say("interviewer") : turn.who }), said);
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

  get canWrite() {
    return !!this.all && !this.all.sample && !!this.all.coder;
  }

  filtered(name, value) {
    this.shown[name] = name === "document" ? +value : value;
    const words = this.chosenWords;
    this.draw();
    if (name !== "document" && words) this.select(this.turns[words.turn.at], words, null, true);
    if (name === "document") this.announce(this.named_(this.document));
    else this.announce(this.say("shown", { n: [...this.here()].length }));
  }

  // Choosing words -------------------------------------------------------------------------------------------------

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

  // Keys -----------------------------------------------------------------------------------------------------------

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

  // Acts -----------------------------------------------------------------------------------------------------------

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
    if (this.waiting.size) {
      this.who.value = this.all.coder;
      return this.announce(this.say("wait"));
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

  ask(kind, more = {}) {
    const id = `${this.tab}-${++this.counter}`;
    const message = { id, kind, ...more };
    this.waiting.set(id, { message, since: performance.now() });
    this.model.send(message);
    return id;
  }

  // Keeping what nobody acknowledged -------------------------------------------------------------------------------

  store(id) {
    return `workbench-coding:${this.all.study}:${this.all.coder}:${id}`;
  }

  keep(id, act) {
    try { localStorage.setItem(this.store(id), JSON.stringify(act)); } catch { /* a browser that keeps nothing */ }
  }

  forget(id) {
    try { localStorage.removeItem(this.store(id)); } catch { /* as above */ }
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
      this.model.send({ id, ...act });
    }
    if (left.length) this.announce(this.say("sent_again", { n: left.length }));
    this.status();
  }

  kernel(live) {
    this.live = live !== false;
    this.status();
    if (!this.live) this.announce(this.say("gone"));
  }

  tick() {
    this.status();
    const idle = document.visibilityState === "visible" && this.root.isConnected && this.all && !this.waiting.size && this.live;
    if (idle && performance.now() - (this.looked ?? 0) > LOOK) {
      this.looked = performance.now();
      this.ask("look");
    }
  }

  status() {
    const acts = [...this.waiting.values()].filter(({ message }) => message.kind !== "agreement" && message.kind !== "look");
    const unsaved = acts.filter(({ message }) => FIRST[message.kind] || message.kind === "undo" || message.kind === "redo");
    const slow = acts.some(({ since }) => performance.now() - since > SLOW);
    const n = unsaved.length;
    const [state, mark, text] = !this.live ? ["lost", "!", this.say(n ? "unsaved_gone" : "gone", { n })]
      : this.all?.sample ? ["look", "\u25cb", this.say("looking")]
      : slow && acts.length ? ["lost", "!", this.say(n ? "unsaved_slow" : "slow", { n })]
      : acts.length ? ["saving", "\u2026", this.say(n ? "saving" : "loading")]
      : !this.all?.coder ? ["look", "\u25cb", this.say("nobody")] : ["kept", "\u2713", this.say("saved")];
    if (this.saved.dataset.state !== state || this.saved.textContent !== `${mark} ${text}`) {
      this.saved.dataset.state = state;
      this.saved.textContent = `${mark} ${text}`;
    }
  }

  // What the kernel says -------------------------------------------------------------------------------------------

  hear(told) {
    const asked = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    this.live = true;
    if (told.kind === "opened") {
      if (asked) this.opened(told);
      else if (this.all && told.coder !== this.all.coder) this.ask("open");
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
    this.state(told);
    if (told.taken_in) this.announce(this.say("taken_in", { n: told.taken_in }));
    else if (told.act === "undo") this.announce(this.say(told.done ? "undid" : "nothing_undone"));
    else if (told.act === "redo") this.announce(this.say(told.done ? "redid" : "nothing_redone"));
    else if (told.act === "propose") this.announce(this.say("proposed", { n: this.suggestions.size }));
  }

  filteredKeeping() {
    const top = this.reader.scrollTop, words = this.chosenWords;
    this.draw();
    if (words) this.select(this.turns[words.turn.at], words, null, false);
    this.reader.scrollTop = top;
  }

  state(told) {
    this.undo.disabled = !told.can_undo;
    this.redo.disabled = !told.can_redo;
    this.who.readOnly = !!this.all.sample;
    if (told.problems.length) this.fail(this.say("problems", { said: told.problems.join(" \u00b7 ") }));
    else if (this.wrong.dataset.lasting) this.fail("");
    this.wrong.dataset.lasting = told.problems.length ? "1" : "";
  }

  fail(text) {
    this.wrong.hidden = !text;
    this.wrong.textContent = text;
  }

  announce(text, wait = 0) {
    clearTimeout(this.speaking);
    if (wait) this.speaking = setTimeout(() => { this.told.textContent = text; }, wait);
    else this.told.textContent = text;
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
