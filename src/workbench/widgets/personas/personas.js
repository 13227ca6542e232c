// Persona desk: what a researcher sees and touches. What was said enters the page by textContent alone.
// The kernel answers every act once it is on disk, with all that is to be shown; the page remembers where one was.

const SLOW = 6000; // milliseconds after which an act that nobody acknowledged is called unsaved
const LOOK = 8000; // between two looks at what others have changed
const GROUPS = { merge: 1, split: 1, transfer: 1, as_found: 1 };
const QUIET = { open: 1, look: 1 };

export default {
  render({ model, el }) {
    const desk = new Desk(model, el);
    return () => desk.close();
  },
};

const option = (value, text) => make("option", { value, text });
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

class Desk {
  constructor(model, el) {
    this.model = model;
    this.tab = Math.random().toString(36).slice(2, 8);
    this.texts = model.get("texts");
    this.counter = 0;
    this.waiting = new Map();
    this.live = true;
    this.at = ""; // the persona that is open
    this.wide = new Set(); // claims whose quotes are all shown
    this.form = null; // the form that is open: its kind and what it is about
    this.build(el);
    this.heard = (message) => this.hear(message);
    this.cut = () => { this.live = (model.comm_live ?? model.get("comm_live")) !== false; this.status(); };
    model.on("msg:custom", this.heard);
    model.on("comm_live_update", this.cut);
    this.clock = setInterval(() => this.tick(), 1000);
    this.ask("open");
  }

  close() {
    clearInterval(this.clock);
    this.model.off("msg:custom", this.heard);
    this.model.off("comm_live_update", this.cut);
  }

  say(key, values = {}) {
    return (this.texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  quoted(text) {
    return this.texts.language === "fr" ? `\u00ab\u00a0${text}\u00a0\u00bb` : `\u201c${text}\u201d`;
  }

  // Asking and hearing ---------------------------------------------------------------------------------------------

  ask(kind, more = {}) {
    const id = `${this.tab}-${++this.counter}`;
    this.waiting.set(id, { kind, since: performance.now() });
    this.model.send({ id, kind, ...more });
    this.status();
  }

  act(kind, more = {}, next = "") {
    this.after = next || this.here();
    this.submittable(false);
    this.ask(kind, more);
  }

  submittable(yes) {
    for (const button of this.root.querySelectorAll("form [type=submit]")) button.disabled = !yes;
  }

  hear(told) {
    const asked = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    this.live = true;
    if (told.state && this.form && !(asked && told.kind === "done")) this.changed = told.state; // what is typed stays
    else if (told.state) {
      this.form = this.changed = null;
      this.show(told.state, told);
    }
    this.submittable(true);
    if (told.kind === "failed" && asked) this.fail(this.say("failed", { said: told.said }));
    else if (told.kind === "done") {
      this.fail("");
      const key = { undo: "undid", redo: "redid" }[told.act] ?? `done_${told.act}`;
      this.announce([this.say(key), ...told.effects]);
    } else if (told.kind === "changed" && !this.form) this.announce([this.say("taken_in")]);
    this.status();
  }

  tick() {
    this.status();
    const idle = document.visibilityState === "visible" && this.root.isConnected && this.all && !this.waiting.size && this.live;
    if (idle && !this.form && performance.now() - (this.looked ?? 0) > LOOK) {
      this.looked = performance.now();
      this.ask("look");
    }
  }

  status() {
    const acts = [...this.waiting.values()].filter(({ kind }) => !QUIET[kind]);
    const slow = [...this.waiting.values()].some(({ since }) => performance.now() - since > SLOW);
    const [state, mark, text] = !this.live ? ["lost", "!", this.say("gone")]
      : slow ? ["lost", "!", this.say("slow")]
      : acts.length ? ["saving", "\u2026", this.say("saving").replace(/\u2026$/, "")]
      : !this.all ? ["saving", "\u2026", this.say("loading").replace(/\u2026$/, "")] : ["kept", "\u2713", this.say("saved")];
    if (this.saved.textContent !== `${mark} ${text}`) {
      this.saved.dataset.state = state;
      this.saved.textContent = `${mark} ${text}`;
    }
  }

  announce(sentences) {
    this.told.replaceChildren(...sentences.map((text) => make("p", { text })));
  }

  fail(text) {
    this.wrong.hidden = !text;
    this.wrong.textContent = text;
  }

  // What is shown --------------------------------------------------------------------------------------------------

  build(el) {
    this.saved = make("p", { class: "saved" });
    this.title = make("h2", {});
    this.undo = this.button("undo", () => this.act("undo"), { title: "Ctrl+Z", disabled: true });
    this.redo = this.button("redo", () => this.act("redo"), { title: "Ctrl+Y", disabled: true });
    const head = make("header", {}, this.title,
      make("div", { class: "acts" }, this.undo, this.redo), this.saved);
    this.note = make("p", { class: "note", hidden: true });
    this.side = make("aside", { "aria-label": this.say("groups") });
    this.main = make("div", { class: "persona" });
    this.told = make("div", { class: "told", role: "status", "aria-live": "polite" });
    this.wrong = make("p", { class: "wrong", role: "alert", hidden: true });
    this.root = make("section", { class: "wb-personas", "data-lm-suppress-shortcuts": "true", lang: this.texts.language,
      "aria-label": this.say("desk"), onkeydown: (event) => this.key(event) },
      head, this.note, make("div", { class: "room" }, this.side, this.main), this.wrong, this.told);
    for (const name of ["keydown", "keyup", "keypress"]) this.root.addEventListener(name, (event) => event.stopPropagation());
    el.append(this.root);
    this.announce([this.say("hint")]);
    this.status();
  }

  button(key, act, more = {}) {
    const { text, ...rest } = more;
    return make("button", { type: "button", text: text ?? this.say(key), onclick: act, "data-key": key, ...rest });
  }

  key(event) {
    const typing = event.target.closest("input, textarea, select");
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const letter = event.key.toLowerCase();
    if (event.key === "Escape" && this.form) { event.preventDefault(); this.leave(); }
    else if (command && !typing && letter === "z" && !event.shiftKey && this.all?.can_undo) { event.preventDefault(); this.act("undo"); }
    else if (command && !typing && (letter === "y" || (letter === "z" && event.shiftKey)) && this.all?.can_redo) { event.preventDefault(); this.act("redo"); }
  }

  here() {
    return document.activeElement?.closest?.(".wb-personas") === this.root ? document.activeElement.dataset.key ?? "" : "";
  }

  get persona() {
    return this.all.personas.find((one) => one.id === this.at) ?? this.all.personas[0];
  }

  show(state, told = {}) {
    const key = this.after || this.here();
    const mine = this.root.contains(document.activeElement) || (this.after && told.kind === "done");
    const name = this.all && this.persona?.name;
    this.after = "";
    this.all = state;
    const same = state.personas.find((one) => one.name === name);
    this.at = (same ?? state.personas[0])?.id ?? "";
    this.title.textContent = state.title;
    this.undo.disabled = !state.can_undo;
    this.redo.disabled = !state.can_redo;
    this.note.hidden = !state.sample;
    this.note.textContent = state.sample ? this.say("sample", { folder: state.folder }) : "";
    if (state.problems.length) { this.fail(this.say("problems", { said: state.problems.join(" \u00b7 ") })); this.lasting = true; }
    else if (this.lasting) { this.fail(""); this.lasting = false; }
    this.draw();
    if (GROUPS[told.act]) this.main.scrollTop = 0;
    if (mine && key) this.focus(key);
  }

  focus(key) {
    const find = (one) => this.root.querySelector(`[data-key="${CSS.escape(one)}"]:not(:disabled)`);
    const about = key.split("|");
    (find(key) ?? (about[1] ? find(`claim|${about[1]}`) : null) ?? find(`open|${this.at}`))?.focus();
  }

  draw() {
    const top = this.main.scrollTop;
    this.side.replaceChildren(...this.people());
    this.main.replaceChildren(...(this.persona ? this.card(this.persona) : []));
    this.main.style.setProperty("--own", this.colour(this.persona));
    this.main.scrollTop = top;
  }

  colour(persona) {
    return persona ? `var(--p${(persona.number - 1) % 6 + 1})` : "var(--accent)";
  }

  people() {
    const all = this.all;
    const list = make("ul", { class: "list", "aria-label": this.say("personas") }, ...all.personas.map((one) => {
      const button = make("button", { type: "button", class: "one", "data-key": `open|${one.id}`,
        "aria-current": one.id === this.at ? "true" : null, onclick: () => this.open(one.id) },
        make("span", { class: "name", text: one.name }), ...one.facts.map(([what, value]) => make("span", { class: "fact" },
          make("span", { text: `${what} ` }), make("span", { text: value }))));
      button.style.setProperty("--own", this.colour(one));
      return make("li", {}, button);
    }));
    const open = (kind) => () => this.start({ kind });
    const shut = (kind) => ({ "aria-expanded": String(this.form?.kind === kind) });
    const acts = make("div", { class: "acts" },
      all.personas.length > 1 && this.button("merge", open("merge"), shut("merge")),
      this.persona?.members.length > 3 && this.button("split", open("split"), shut("split")),
      all.personas.length > 0 && this.button("transfer", open("transfer"), shut("transfer")),
      all.decided && this.button("as_found", () => this.act("as_found")));
    if (all.sample) for (const one of acts.children) one.disabled = true;
    const form = { merge: () => this.mergeForm(), split: () => this.splitForm(), transfer: () => this.transferForm() }[this.form?.kind];
    return [make("h3", { text: this.say("personas") }), list, make("h3", { text: this.say("groups") }),
      ...all.groups.map((text) => make("p", { text })),
      all.left_over.length > 0 && make("p", { text: this.say("left", { who: all.left_over.join(", ") }) }),
      acts, form && form()].filter(Boolean);
  }

  open(id) {
    this.at = id;
    this.form = null;
    this.draw();
    this.main.scrollTop = 0;
    this.focus(`open|${id}`);
  }

  card(one) {
    const form = (kind, build) => (this.form?.kind === kind && !this.form.claim ? build() : null);
    const head = make("div", { class: "head" },
      make("h3", { text: one.name }),
      make("p", { class: "summary", text: one.summary.shown }),
      one.reworded && make("p", { class: "mark", text: `${this.say("worded")} \u00b7 ${this.say("was", { text: one.reworded.shown })}` }),
      make("p", { class: "soft", text: this.say("members", { who: one.members.join(", ") }) }),
      one.missing && make("p", { class: "soft", text: one.missing }),
      make("p", { class: "soft", text: this.say("illustrative") }));
    const type = make("select", { "data-key": "type", onchange: () => this.act("type", { persona: one.id, type: type.value }, "type") },
      ...this.all.types.map((each) => option(each.id, each.label)));
    type.value = one.type;
    head.append(make("label", { class: "type" }, make("span", { text: this.say("type") }), type));
    const every = one.claims.length > 0 && one.claims.every((claim) => this.wide.has(claim.id));
    const acts = make("div", { class: "acts" },
      this.button("add", () => this.start({ kind: "add" })),
      this.button("reword_summary", () => this.start({ kind: "summary" })),
      this.button("show_all", () => this.toggleAll(every), { text: this.say(every ? "show_few" : "show_all") }));
    return [head, acts, form("add", () => this.addForm(one)), form("summary", () => this.summaryForm(one)),
      make("ul", { class: "claims" }, ...one.claims.map((claim) => this.claim(claim, one))),
      ...this.takenOut(one)].filter(Boolean);
  }

  claim(claim, one) {
    const text = upper(claim.text.shown);
    const wide = this.wide.has(claim.id);
    const first = claim.evidence.slice(0, wide ? undefined : 1);
    const against = wide ? claim.against : [];
    const more = claim.evidence.length + claim.against.length > first.length || wide;
    const marks = [claim.pinned && this.say("pinned"), claim.made && this.say("worded"), claim.by && this.say("added"),
      claim.lost && this.say("lowered", { n: claim.lost })].filter(Boolean);
    const status = make("span", { class: "status" });
    status.innerHTML = claim.mark; // one of our own drawings, nobody's words
    status.append(` ${claim.status}`);
    const about = make("p", { class: "soft" }, status);
    for (const words of [...claim.support, claim.machine && claim.evidence.length ? this.say("machine") : ""].filter(Boolean)) about.append(` \u00b7 ${words}`);
    const of = { claim: text };
    const counted = this.say(claim.against.length ? "quotes_against" : "quotes", { n: claim.evidence.length, against: claim.against.length });
    const own = (kind) => this.form?.claim === claim.id && this.form.kind === kind;
    const node = make("li", { class: "claim", "data-code": claim.code, tabindex: -1, "data-key": `claim|${claim.id}` },
      make("p", { class: "kind", text: claim.kind }),
      make("p", { class: "said", text }),
      about,
      marks.length > 0 && make("p", { class: "mark", text: marks.join(" \u00b7 ") }),
      claim.made && make("p", { class: "soft", text: this.say("was", { text: this.quoted(claim.made.shown) }) }),
      make("div", { class: "acts" },
        this.labelled("reword", `reword|${claim.id}`, this.say("reword_of", of), () => this.start({ kind: "reword", claim: claim.id })),
        this.labelled(claim.pinned ? "unpin" : "pin", `pin|${claim.id}`, this.say(claim.pinned ? "unpin_of" : "pin_of", of),
          () => this.act(claim.pinned ? "unpin" : "pin", { persona: one.id, claim: claim.id }, `pin|${claim.id}`)),
        this.labelled("remove", `remove|${claim.id}`, this.say("remove_of", of), () => this.start({ kind: "remove", claim: claim.id })),
        more && make("button", { type: "button", class: "plain", "data-key": `wide|${claim.id}`, "aria-expanded": String(wide),
          "aria-label": `${counted}. ${text}`, text: counted, onclick: () => this.toggle(claim.id) })),
      own("reword") && this.rewordForm(claim, one),
      own("remove") && this.removeForm(claim, one),
      claim.evidence.length ? this.quotes(claim, one, "for", first) : make("p", { class: "soft none", text: this.say("no_quotes") }),
      against.length > 0 && make("p", { class: "side", text: this.say("against") }),
      against.length > 0 && this.quotes(claim, one, "against", against));
    node.addEventListener("dragover", (event) => { if (this.dragged) { event.preventDefault(); node.classList.add("over"); } });
    node.addEventListener("dragleave", () => node.classList.remove("over"));
    node.addEventListener("drop", (event) => this.dropped(event, claim, one));
    return node;
  }

  labelled(key, name, label, act) {
    return this.button(key, act, { class: "plain", "data-key": name, "aria-label": label });
  }

  quotes(claim, one, stance, quotes) {
    return make("ul", { class: `quotes ${stance}` }, ...quotes.map((quote) => {
      const name = `move|${claim.id}|${stance}|${quote.id}`;
      const open = this.form?.kind === "move" && this.form.claim === claim.id && this.form.quote === quote.id && this.form.stance === stance;
      const node = make("li", { draggable: open ? null : "true" },
        make("blockquote", { lang: this.all.spoken, text: this.quoted(quote.text) }),
        make("div", { class: "from" },
          make("span", { text: `${quote.who} \u00b7 ${quote.document}` }),
          quote.moved && make("span", { class: "mark", text: this.say("moved_here") }),
          this.labelled("move", name, this.say("move_of", { who: quote.who, text: short(quote.text) }),
            () => this.start({ kind: "move", claim: claim.id, stance, quote: quote.id, name }))),
        open && this.moveForm(claim, one, quote, stance));
      node.addEventListener("dragstart", (event) => {
        this.dragged = { claim: claim.id, stance, quote: quote.id };
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", quote.id);
      });
      node.addEventListener("dragend", () => { this.dragged = null; });
      return node;
    }));
  }

  dropped(event, claim, one) {
    const held = this.dragged;
    if (!held) return;
    event.preventDefault();
    event.currentTarget.classList.remove("over");
    this.dragged = null;
    const side = event.target.closest(".against") ? "against" : "for";
    if (held.claim === claim.id && held.stance === side) return;
    this.wide.add(claim.id);
    this.act("move", { persona: one.id, ...held, to: claim.id, to_stance: side }, `move|${claim.id}|${side}|${held.quote}`);
  }

  takenOut(one) {
    const found = [];
    if (one.dropped.length) {
      found.push(make("h4", { text: this.say("dropped") }), make("ul", { class: "rest" }, ...one.dropped.map((gone) => make("li", {},
        make("span", { text: upper(gone.text) + (gone.reason ? ` (${gone.reason})` : "") }),
        this.labelled("restore", `restore|${gone.code}`, this.say("restore_of", { claim: gone.text }),
          () => this.act("restore", { persona: one.id, code: gone.code }))))));
    }
    if (one.moved.length) {
      found.push(make("h4", { text: this.say("moved") }), make("ul", { class: "rest" }, ...one.moved.map((move) => make("li", {},
        make("div", {}, make("span", { lang: this.all.spoken, text: this.quoted(move.text) }),
          make("span", { class: "soft", text: `${move.who} \u00b7 ${move.how}` })),
        this.labelled("return", `return|${move.number}`, this.say("return_of", { who: move.who }),
          () => this.act("return", { persona: one.id, number: move.number }))))));
    }
    return found;
  }

  toggle(id) {
    if (this.wide.has(id)) this.wide.delete(id); else this.wide.add(id);
    this.draw();
    this.focus(`wide|${id}`);
  }

  toggleAll(every) {
    for (const claim of this.persona.claims) if (every) this.wide.delete(claim.id); else this.wide.add(claim.id);
    this.draw();
    this.focus("show_all");
  }

  // Forms: what cannot be sent cannot be saved ---------------------------------------------------------------------

  start(form) {
    this.from = this.here();
    this.form = form;
    this.fail("");
    this.draw();
    this.root.querySelector("form :is(input, textarea, select)")?.focus();
    this.root.querySelector("form")?.scrollIntoView({ block: "nearest" });
  }

  leave() {
    this.form = null;
    if (this.changed) { const state = this.changed; this.changed = null; this.show(state); this.announce([this.say("taken_in")]); }
    else this.draw();
    this.focus(this.from);
  }

  field(key, control) {
    control.id = `${this.tab}-${++this.counter}`;
    return make("div", { class: "field" }, make("label", { for: control.id, text: this.say(key) }), control);
  }

  select(options, value) {
    const control = make("select", {}, ...options.map(([id, text]) => option(id, text)));
    if (value != null) control.value = value;
    return control;
  }

  words(value) {
    return make("textarea", { rows: 2, required: true, maxlength: 400, text: value });
  }

  formOf(fields, send, more = {}) {
    const node = make("form", { "aria-label": more.label, onsubmit: (event) => { event.preventDefault(); send(); } },
      more.label && make("p", { class: "what", text: more.label }), more.note && make("p", { class: "soft", text: more.note }), ...fields,
      make("div", { class: "acts" }, make("button", { type: "submit", class: "main", text: this.say(more.save ?? "save"), "data-key": "save" }),
        more.also, this.button("cancel", () => this.leave())));
    return node;
  }

  rewordForm(claim, one) {
    return this.wordsForm(one, claim.id, claim.text, claim.made, `reword|${claim.id}`, this.say("reword_of", { claim: upper(claim.text.shown) }));
  }

  summaryForm(one) {
    return this.wordsForm(one, "summary", one.summary, one.reworded, "reword_summary", this.say("reword_summary"));
  }

  wordsForm(one, claim, text, made, next, label) {
    const [en, fr] = [this.words(text.en), this.words(text.fr)];
    const both = [this.field("english", en), this.field("french", fr)];
    if (this.texts.language === "fr") both.reverse();
    const send = () => filled(en, fr) && this.act("reword", { persona: one.id, claim, en: en.value, fr: fr.value }, next);
    const back = made && this.button("own_words", () => this.act("reword", { persona: one.id, claim, en: made.en, fr: made.fr }, next));
    return this.formOf(both, send, { label, also: back });
  }

  removeForm(claim, one) {
    const reason = make("input", { maxlength: 200 });
    const next = one.claims[one.claims.indexOf(claim) + 1] ?? one.claims[one.claims.indexOf(claim) - 1];
    return this.formOf([this.field("reason", reason)],
      () => this.act("remove", { persona: one.id, claim: claim.id, reason: reason.value }, next ? `claim|${next.id}` : `open|${one.id}`),
      { label: this.say("remove_of", { claim: upper(claim.text.shown) }), save: "remove" });
  }

  moveForm(claim, one, quote, stance) {
    const to = this.select([...one.claims.map((other) => [other.id, upper(other.text.shown)]), ["", this.say("to_none")]]);
    const side = this.select([["for", this.say("for")], ["against", this.say("against")]]);
    const fit = () => {
      const target = one.claims.find((other) => other.id === to.value);
      side.disabled = !target;
      for (const [i, name] of ["evidence", "against"].entries()) {
        side.options[i].disabled = !!target && target[name].some((other) => other.id === quote.id);
      }
      if (side.selectedOptions[0]?.disabled) side.value = side.value === "for" ? "against" : "for";
      send.disabled = !!target && !!side.selectedOptions[0]?.disabled;
    };
    const form = this.formOf([this.field("to", to), this.field("side", side)], () => {
      if (to.value) this.wide.add(to.value);
      this.act("move", { persona: one.id, claim: claim.id, quote: quote.id, stance, to: to.value, to_stance: to.value ? side.value : "for" },
        to.value ? `move|${to.value}|${side.value}|${quote.id}` : `claim|${claim.id}`);
    }, { label: this.say("move_of", { who: quote.who, text: short(quote.text) }), save: "move" });
    const send = form.querySelector("[type=submit]");
    to.value = (one.claims.find((other) => other.id !== claim.id) ?? claim).id;
    to.addEventListener("change", fit);
    side.addEventListener("change", fit);
    fit();
    return form;
  }

  addForm(one) {
    const field = this.select(this.all.kinds.map((kind) => [kind.id, kind.label]));
    const known = this.select(this.all.known.map((how) => [how.id, how.label]));
    const [en, fr] = [this.words(""), this.words("")];
    const both = [this.field("english", en), this.field("french", fr)];
    if (this.texts.language === "fr") both.reverse();
    return this.formOf([this.field("field", field), ...both, this.field("known", known)],
      () => filled(en, fr) && this.act("add", { persona: one.id, field: field.value, en: en.value, fr: fr.value, known: known.value }, "add"),
      { label: this.say("add_title"), note: this.say("add_note"), save: "add" });
  }

  decided(kind, more, why) {
    if (filled(why, this.by)) this.act(kind, { ...more, why: why.value, by: this.by.value });
  }

  whyField() {
    const why = make("textarea", { rows: 2, required: true, maxlength: 400 });
    this.by = make("input", { required: true, maxlength: 60, autocomplete: "off", value: this.all.by });
    return [why, make("div", { class: "pair" }, this.field("why", why), this.field("by", this.by))];
  }

  checks(options, legend) {
    const boxes = options.map(([id, text]) => [id, make("input", { type: "checkbox", value: id }), text]);
    const node = make("fieldset", {}, make("legend", { text: legend }), ...boxes.map(([, box, text]) => make("label", { class: "check" }, box, text)));
    return [node, () => boxes.filter(([, box]) => box.checked).map(([id]) => id), boxes.map(([, box]) => box)];
  }

  mergeForm() {
    const one = this.persona;
    const others = this.all.personas.filter((other) => other.id !== one.id);
    const [list, chosen, boxes] = this.checks(others.map((other) => [other.id, other.name]), this.say("merge_with", { name: one.name }));
    if (boxes.length === 1) boxes[0].checked = true;
    const [why, field] = this.whyField();
    return this.formOf([list, field], () => {
      if (told(boxes, chosen().length > 0, list)) this.decided("merge", { personas: [one.id, ...chosen()] }, why);
    }, { label: this.say("merge"), save: "decide" });
  }

  splitForm() {
    const one = this.persona;
    const [list, chosen, boxes] = this.checks(one.members.map((who) => [who, who]), `${one.name} \u2013 ${this.say("split_off")}`);
    const [why, field] = this.whyField();
    const most = one.members.length - 2;
    return this.formOf([list, field], () => {
      if (told(boxes, chosen().length >= 2 && chosen().length <= most, list)) this.decided("split", { persona: one.id, away: chosen() }, why);
    }, { label: this.say("split"), save: "decide" });
  }

  transferForm() {
    const home = new Map(this.all.personas.flatMap((one) => one.members.map((who) => [who, one])));
    const free = [...home].filter(([, one]) => one.members.length > 2).map(([who]) => who);
    const who = this.select([...this.all.left_over, ...free].sort().map((name) => [name, home.has(name) ? `${name} \u00b7 ${home.get(name).name}` : name]));
    const to = this.select([...this.all.personas.map((one) => [one.id, one.name]), ["", this.say("into_none")]]);
    const fit = () => {
      const now = home.get(who.value)?.id ?? "";
      for (const one of to.options) one.disabled = one.value === now;
      if (to.selectedOptions[0]?.disabled) to.value = [...to.options].find((one) => !one.disabled).value;
    };
    who.addEventListener("change", fit);
    fit();
    const [why, field] = this.whyField();
    return this.formOf([this.field("participant", who), this.field("into", to), field],
      () => this.decided("transfer", { participant: who.value, to: to.value }, why), { label: this.say("transfer"), save: "decide" });
  }
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}\u2026` : text);

function filled(...controls) {
  for (const one of controls) {
    one.required = true;
    one.setCustomValidity("");
    if (!one.value.trim()) one.value = "";
    if (!one.reportValidity()) return false;
  }
  return true;
}

function told(boxes, right, list) {
  boxes[0].setCustomValidity(right ? "" : list.querySelector("legend").textContent);
  for (const box of boxes) box.onchange = () => boxes[0].setCustomValidity("");
  return boxes[0].reportValidity();
}
