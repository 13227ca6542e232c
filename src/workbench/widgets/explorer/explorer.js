// Journey explorer: a map walked cell by cell, and interventions tried. What was said enters the page by textContent alone.

const SLOW = 4000; // milliseconds after which the kernel is said not to answer
const WAIT = 120; // before a choice that may go on is tried

export default {
  render({ model, el }) {
    const explorer = new Explorer(model, el);
    return () => explorer.close();
  },
};

class Explorer {
  constructor(model, el) {
    this.model = model;
    this.texts = model.get("texts");
    this.counter = 0;
    this.waiting = new Map();
    this.chosen = new Set();
    this.place = [0, 0];
    this.name = `explorer-${Math.random().toString(36).slice(2, 8)}`;
    this.build(el);
    this.heard = (message) => this.hear(message);
    model.on("msg:custom", this.heard);
    this.ask("open", {}, (told) => this.opened(told));
  }

  close() {
    clearTimeout(this.trying);
    for (const { clock } of this.waiting.values()) clearTimeout(clock);
    this.model.off("msg:custom", this.heard);
  }

  say(key, values = {}) {
    return (this.texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  count(what, n) {
    return this.say(`${what}_${n === 1 ? 1 : "n"}`, { n });
  }

  // Talk -----------------------------------------------------------------------------------------------------------

  ask(kind, more, then) {
    const id = `${this.name}-${++this.counter}`;
    const clock = setTimeout(() => this.tell(this.say("no_answer"), true), SLOW);
    this.waiting.set(id, { then, clock });
    this.model.send({ id, kind, ...more });
  }

  hear(message) {
    const asked = this.waiting.get(message.id);
    if (!asked) return;
    this.waiting.delete(message.id);
    clearTimeout(asked.clock);
    if (message.kind === "failed") this.tell(message.said, true);
    else asked.then(message);
  }

  tell(said, wrong = false) {
    this.told.textContent = said;
    this.told.dataset.state = wrong ? "wrong" : "well";
  }

  // What is shown --------------------------------------------------------------------------------------------------

  build(el) {
    const say = (key) => this.say(key);
    this.told = make("p", { class: "told", role: "status" });
    this.title = make("h2", {});
    this.persona = make("select", { onchange: () => this.look(true) });
    this.map = make("select", { onchange: () => this.look(false) });
    const field = (key, control) => make("label", {}, make("span", { text: say(key) }), control);
    const head = make("div", { class: "head" }, this.title, field("persona", this.persona), field("map", this.map));
    this.about = make("p", { class: "about" });
    this.grid = make("div", { class: "scroll", role: "region", "aria-label": say("map") });
    this.detail = make("section", { class: "detail", "aria-label": say("detail"), "aria-live": "polite" });
    const map = make("section", { class: "map" }, this.about, this.grid, this.detail);
    this.actions = make("fieldset", {}, make("legend", { text: say("try") }));
    this.result = make("div", { class: "result", "aria-live": "polite", role: "region", tabindex: 0, "aria-label": say("outcome") });
    this.called = make("input", { maxlength: 80, autocomplete: "off", onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      this.keeping();
    } });
    this.keep = make("button", { type: "button", text: say("keep"), onclick: () => this.keeping() });
    this.saved = make("ul", { class: "saved" });
    this.keeper = make("div", { class: "keeper" }, field("called", this.called), this.keep);
    const what = make("section", { class: "what", "aria-label": say("what_if") },
      make("h3", { text: say("what_if") }), make("div", { class: "two" }, this.actions, this.result),
      make("h3", { text: say("scenarios") }), this.keeper, this.saved);
    el.append(make("div", { class: "wb-explorer", "data-lm-suppress-shortcuts": "true", lang: this.texts.language },
      head, this.told, map, what));
  }

  opened(told) {
    this.title.textContent = told.title;
    this.persona.replaceChildren(...told.personas.map((one) => make("option", { value: one.id, text: one.name })));
    this.map.replaceChildren(...told.maps.map((one) => make("option", { value: one.id, text: one.name })));
    this.known = new Map(told.actions.map((one) => [one.id, one]));
    this.actions.append(...told.actions.map((one) => {
      const box = make("input", { type: "checkbox", value: one.id, onchange: () => this.chose(one.id, box.checked) });
      return make("label", {}, box, make("span", {}, make("b", { text: one.name }), make("small", { text: one.why })));
    }));
    if (!told.actions.length) this.actions.append(make("p", { text: this.say("no_actions") }));
    this.readOnly = told.read_only;
    this.keeper.hidden = told.read_only;
    this.scenarios(told.scenarios);
    this.look(true);
  }

  look(again) {
    this.ask("sheet", { map: this.map.value, persona: this.persona.value }, (told) => this.drawn(told));
    if (again) this.attempt();
  }

  drawn(sheet) {
    this.sheet = sheet;
    this.about.replaceChildren(make("b", { text: sheet.heading }), " ", sheet.about);
    const stages = make("tr", {}, make("td", {}),
      ...sheet.stages.map((one) => make("th", { scope: "colgroup", colspan: one.span, class: "stage", text: one.name })));
    const steps = make("tr", {}, make("th", { scope: "col", text: this.say("lane") }),
      ...sheet.columns.map((one) => make("th", { scope: "col", text: one.name })));
    const feelings = sheet.feelings.map((line) => make("tr", { class: "felt" },
      make("th", { scope: "row", text: `${this.say("felt")} · ${line.name}` }),
      ...line.points.map((value) => make("td", { text: value ?? "—" }))));
    this.cells = sheet.lanes.map((lane, row) => lane.cells.map((cell, column) => make("button", {
      type: "button", tabindex: -1, class: cell.items.length ? "cell" : "cell empty",
      onclick: () => this.go(row, column), onkeydown: (event) => this.key(event, row, column),
      "aria-label": this.spoken(lane, row, column),
    }, ...this.short(cell))));
    const rows = sheet.lanes.map((lane, row) => make("tr", {}, make("th", { scope: "row", text: lane.name }),
      ...this.cells[row].map((cell) => make("td", {}, cell))));
    const table = make("table", {}, make("caption", { class: "unseen", text: sheet.heading }),
      make("thead", {}, stages, steps), make("tbody", {}, ...feelings, ...rows));
    this.grid.replaceChildren(sheet.columns.length ? table : make("p", { text: sheet.about }));
    const filled = sheet.lanes.findIndex((lane) => lane.cells.some((cell) => cell.items.length));
    const row = this.cells[this.place[0]]?.[this.place[1]] ? this.place[0] : Math.max(filled, 0);
    const column = this.cells[row]?.[this.place[1]] ? this.place[1] : 0;
    if (this.cells.length) this.show(row, column);
    else this.detail.replaceChildren();
  }

  spoken(lane, row, column) {
    const cell = lane.cells[column];
    const said = cell.items.length ? this.count("remark", cell.items.length) : cell.empty;
    return `${lane.name}, ${this.sheet.columns[column].name}: ${said}`;
  }

  short(cell) {
    if (!cell.items.length) return [make("span", { text: this.say("nothing") })];
    const [first, ...others] = cell.items;
    const quotes = cell.items.reduce((sum, item) => sum + item.quotes.length, 0);
    const more = [first.held, others.length ? `+${others.length}` : "", quotes ? this.count("quote", quotes) : ""];
    return [make("span", { text: first.text }), make("small", { text: more.filter(Boolean).join(" · ") })];
  }

  key(event, row, column) {
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const last = this.cells[row].length - 1;
    const to = event.key === "Home" ? [row, 0] : event.key === "End" ? [row, last]
      : moves[event.key] && [row + moves[event.key][0], column + moves[event.key][1]];
    if (!to || !this.cells[to[0]]?.[to[1]]) return;
    event.preventDefault();
    this.go(...to);
  }

  go(row, column) {
    this.show(row, column);
    this.cells[row][column].focus();
  }

  show(row, column) {
    this.cells.flat().forEach((cell) => {
      cell.tabIndex = -1;
      cell.removeAttribute("aria-current");
    });
    const cell = this.cells[row][column];
    cell.tabIndex = 0;
    cell.setAttribute("aria-current", "true");
    this.place = [row, column];
    const lane = this.sheet.lanes[row];
    const { items, empty } = lane.cells[column];
    const told = items.map((item) => make("li", {},
      make("p", {}, make("b", { text: item.text }), " ",
        make("small", { text: [item.tag, item.known, item.source].filter(Boolean).join(" · ") })),
      ...item.quotes.map((quote) => make("blockquote", {}, make("q", { text: quote.text }),
        make("small", { text: `${quote.who} · ${quote.id}` })))));
    this.detail.replaceChildren(make("h3", { text: `${this.sheet.columns[column].name} · ${lane.name}` }),
      items.length ? make("ul", {}, ...told) : make("p", { text: empty }));
  }

  // What would change it -------------------------------------------------------------------------------------------

  chose(id, on) {
    if (on) this.chosen.add(id);
    else this.chosen.delete(id);
    clearTimeout(this.trying);
    this.trying = setTimeout(() => this.attempt(), WAIT);
  }

  attempt() {
    this.keep.disabled = !this.chosen.size;
    const actions = [...this.chosen];
    if (!actions.length) {
      this.result.replaceChildren(make("p", { text: this.say("choose") }));
      return;
    }
    const asked = (this.attempts = (this.attempts ?? 0) + 1);
    this.ask("what_if", { actions, persona: this.persona.value }, (told) => asked === this.attempts && this.tried(told));
  }

  tried(told) {
    this.tell("");
    const heads = ["outcome", "before", "change", "range"].map((key) => make("th", { scope: "col", text: this.say(key) }));
    const rows = told.rows.map((one) => make("tr", { class: one.open ? "open" : "" }, make("th", { scope: "row", text: one.name }),
      make("td", { text: one.before }), make("td", { class: "change", text: one.change }),
      make("td", { text: one.range + (one.open && one.range ? ` (${this.say("open_range")})` : "") })));
    const ms = new Intl.NumberFormat(this.texts.language, { maximumFractionDigits: 0 }).format(told.ms);
    const note = [this.say("simulated", { n: told.n, met: told.met, ms }),
      told.unknown ? this.say("unknown", { costs: told.unknown }) : ""];
    this.result.replaceChildren(make("table", {}, make("caption", { text: this.say("same_customers") }),
      make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows)),
    make("p", { class: "note", text: note.filter(Boolean).join(" ") }));
  }

  keeping() {
    if (!this.chosen.size) return;
    const name = this.called.value.trim();
    if (!name) {
      this.tell(this.say("name_it"), true);
      this.called.focus();
      return;
    }
    this.ask("keep", { name, actions: [...this.chosen] }, (told) => {
      this.scenarios(told.scenarios);
      this.called.value = "";
      this.tell(this.say("kept_now", { name }));
    });
  }

  scenarios(kept) {
    this.saved.replaceChildren(...kept.map((one) => {
      const names = one.actions.map((id) => this.known.get(id)?.name ?? id).join(", ");
      const label = (key) => `${this.say(key)}${this.texts.language === "fr" ? "\u00a0" : ""}: ${one.name}`;
      const show = make("button", { type: "button", text: this.say("show"), "aria-label": label("show"), onclick: () => this.choose(one.actions) });
      const drop = make("button", { type: "button", text: this.say("drop"), "aria-label": label("drop"),
        onclick: () => this.ask("drop", { name: one.name }, (told) => this.scenarios(told.scenarios)) });
      return make("li", {}, make("span", {}, make("b", { text: one.name }), " ", make("small", { text: names })), show,
        ...(this.readOnly ? [] : [drop]));
    }));
    if (!kept.length) this.saved.append(make("li", { text: this.say(this.readOnly ? "sample" : "none_kept") }));
  }

  choose(actions) {
    this.chosen = new Set(actions);
    for (const box of this.actions.querySelectorAll("input")) box.checked = this.chosen.has(box.value);
    this.attempt();
  }
}
