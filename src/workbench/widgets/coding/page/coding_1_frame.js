// Coding desk: what a researcher sees and touches. What was said enters the page by textContent alone.
// The kernel answers every act once it is on disk; until then the act is kept here, and in the browser's own store.

const SLOW = 3000; // milliseconds after which an act that nobody acknowledged is called unsaved
const LOOK = 8000; // between two looks at what others have changed
const FIRST = { mark: 1, unmark: 1, accept: 1, reject: 1 }; // acts that may be sent again by another page

const option = (value, text) => make("option", { value, text });
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const byPlace = (one, other) => one.start - other.start || one.end - other.end || (one.key < other.key ? -1 : 1);

class Frame {
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
    model.on("msg:custom", this.heard);
    this.clock = setInterval(() => this.tick(), 1000);
    this.ask("open");
  }

  close() {
    clearInterval(this.clock);
    clearTimeout(this.agreeing);
    clearTimeout(this.naming);
    this.model.off("msg:custom", this.heard);
    if (this.range) this.paint?.delete(this.range);
  }

  say(key, values = {}) {
    return (this.texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  number(value) {
    this.format ??= new Intl.NumberFormat(this.texts.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return this.format.format(value).replace("-", "\u2212");
  }

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
      "aria-label": say("desk") }, make("div", { class: "frame" }, head, filters, make("div", { class: "room" }, this.reader, panel),
      this.wrong, this.told), keys, this.dialog);
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
    else if (!all.coder) {
      const before = this.remembered();
      if (before) this.ask("coder", { coder: before });
      else this.announce(this.say("who_codes"));
    }
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

  announce(text, wait = 0) {
    clearTimeout(this.speaking);
    if (wait) this.speaking = setTimeout(() => { this.told.textContent = text; }, wait);
    else this.told.textContent = text;
  }

  fail(text) {
    this.wrong.hidden = !text;
    this.wrong.textContent = text;
  }
}
