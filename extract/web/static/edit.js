// Correcting in place: the dialog for an item, and the button beside selected words.

import { fieldName, kindName, say, tell, valueName, why } from "./page.js";

const WHO = "kehoach-who";
const LISTS = ["lead", "support", "directs"];
const NUMBERS = ["value", "value_max"];
const TICKS = ["collective", "approximate"];

export class Editor {
  constructor({ id, text, known, done }) {
    Object.assign(this, { id, text, known, done });
    this.dialog = document.getElementById("edit");
    this.fields = document.getElementById("edit-fields");
    this.who = document.getElementById("edit-who");
    this.error = document.getElementById("edit-error");
    this.pick = document.getElementById("pick");
    try {
      this.who.value = localStorage.getItem(WHO) ?? "";
    } catch { /* no storage: the name is asked for each time */ }
    this.dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send("save");
    });
    for (const button of this.dialog.querySelectorAll("[data-do]")) button.addEventListener("click", () => this.send(button.dataset.do));
    document.getElementById("edit-close").addEventListener("click", () => this.dialog.close());
    document.addEventListener("selectionchange", () => this.selected());
    this.pick.addEventListener("click", () => this.add());
    // the button must not take the selection away before it is read
    this.pick.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Correct one of these items; where there are several, the first, with buttons for the others. */
  item(ids, chosen = ids[0]) {
    const item = this.known().items[chosen];
    if (!item) return;
    this.now = { id: chosen, kind: item.kind };
    this.open(say("Sửa") + " · " + kindName(item.kind), item.kind, item.text);
    document.getElementById("edit-state").textContent =
      `${say("Quy tắc")}: ${item.rule} · ${say("Độ tin cậy")}: ${Math.round(item.confidence * 100)} %` +
      (item.who ? ` · ${say("đã được {} sửa ngày {}", item.who, item.at.slice(0, 10))}` : "");
    this.choose(ids.length > 1 ? ids.map((i) => [i, this.known().items[i].kind]) : [], chosen, (i) => this.item(ids, i));
    this.show(item.kind, item.fields);
    this.buttons(true, item.number);
  }

  /** Words that are selected: which code points of the text they are. */
  selection() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = this.offset(range.startContainer, range.startOffset);
    const end = this.offset(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end, text: selection.toString(), range };
  }

  offset(node, at) {
    const inside = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = inside?.closest?.("[data-o]");
    if (!block || !this.text.contains(block)) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    // the record counts code points, the browser UTF-16 units
    return Number(block.dataset.o) + [...before.toString()].length;
  }

  selected() {
    const found = this.selection();
    this.pick.hidden = !found || this.dialog.open;
    if (!found) return;
    const box = found.range.getBoundingClientRect();
    this.pick.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 140))}px`;
    this.pick.style.top = `${Math.min(innerHeight - 56, box.bottom + 8)}px`;
  }

  add(kind = "units") {
    const found = this.selection() ?? this.words;
    if (!found) return;
    this.words = { start: found.start, end: found.end, text: found.text };
    this.now = { kind };
    this.open(say("Thêm một mục"), kind, found.text);
    document.getElementById("edit-state").textContent = "";
    const kinds = ["units", "officials", "deadlines", "dates", "indicators", "references", "slogans", "tasks"];
    this.choose(kinds.map((k) => [k, k]), kind, (k) => this.add(k));
    const first = { units: { name: found.text }, officials: { name: found.text }, indicators: { name: found.text }, references: { title: found.text } };
    this.show(kind, first[kind] ?? {});
    this.buttons(false);
    this.pick.hidden = true;
  }

  open(head, kind, text) {
    document.getElementById("edit-head").textContent = head;
    const quote = document.getElementById("edit-text");
    quote.textContent = text;
    quote.className = kind;
    this.error.hidden = true;
    if (!this.dialog.open) this.dialog.showModal();
  }

  choose(options, chosen, take) {
    const which = document.getElementById("edit-which");
    which.replaceChildren(...options.map(([value, kind]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `kind ${kind}`;
      button.textContent = kindName(kind);
      button.setAttribute("aria-pressed", String(value === chosen));
      button.addEventListener("click", () => {
        take(value);
        which.querySelector("[aria-pressed=true]")?.focus();
      });
      return button;
    }));
  }

  names(kind) {
    const known = {
      units: ["name", "kind", "level", "collective"], officials: ["name", "title", "unit", "collective"],
      references: ["doc_type", "number", "symbol", "code", "date", "issuer", "title", "role"], slogans: ["kind"],
      indicators: ["name", "comparator", "value", "value_max", "unit", "as_of", "kind"],
      deadlines: ["kind", "relation", "start_on", "due_on", "rrule", "approximate"], dates: ["role", "value", "end_value"],
      tasks: ["lead", "support", "directs", "deadlines", "deliverable"],
    };
    return known[kind];
  }

  show(kind, values) {
    this.fields.replaceChildren(...this.names(kind).map((name) => {
      const label = document.createElement("label");
      const words = document.createElement("span");
      words.textContent = fieldName(name) + (LISTS.includes(name) ? ` (${say("mỗi dòng một tên")})` : "");
      const input = this.input(kind, name, values[name]);
      input.name = name;
      input.dataset.was = JSON.stringify(this.read(input));
      label.append(words, input);
      if (input.type === "checkbox") label.className = "tick";
      if (["name", "title"].includes(name) || input.tagName === "TEXTAREA" || input.multiple) label.className = "full";
      return label;
    }));
  }

  input(kind, name, value) {
    const choices = this.known().choices[`${kind}.${name}`];
    if (choices) return select(choices.map((c) => [c, c === "" ? "—" : valueName(c)]), value ?? choices[0]);
    if (name === "deadlines") {
      const wanted = (value ?? []).map((d) => `${d.start}`);
      const input = select(this.known().times.map((d) => [`${d.start}`, `${d.text}${d.due ? ` (${d.due})` : ""}`]), null);
      input.multiple = true;
      input.size = Math.max(2, Math.min(5, input.length));
      for (const option of input.options) option.selected = wanted.includes(option.value);
      return input;
    }
    const input = document.createElement(LISTS.includes(name) ? "textarea" : "input");
    if (LISTS.includes(name)) input.value = (value ?? []).join("\n");
    else if (TICKS.includes(name)) {
      input.type = "checkbox";
      input.checked = Boolean(value);
    } else {
      input.value = value ?? "";
      if (["start_on", "due_on"].includes(name)) input.type = "date";
      else if (NUMBERS.includes(name)) input.inputMode = "decimal";
    }
    return input;
  }

  read(input) {
    if (input.type === "checkbox") return input.checked;
    if (input.multiple) return [...input.selectedOptions].map((o) => this.known().times.find((d) => `${d.start}` === o.value)).map((d) => ({ text: d.text, start: d.start }));
    if (LISTS.includes(input.name)) return input.value.split("\n").map((x) => x.trim()).filter(Boolean);
    const value = input.value.trim();
    if (NUMBERS.includes(input.name) && value) return Number(value.replace(",", "."));
    return value === "" ? null : value;
  }

  buttons(item, number) {
    for (const name of ["accept", "delete"]) this.dialog.querySelector(`[data-do=${name}]`).hidden = !item;
    const undo = this.dialog.querySelector("[data-do=undo]");
    undo.hidden = !number;
    undo.dataset.number = number ?? "";
  }

  async send(what) {
    if (what === "undo") return this.undo(this.dialog.querySelector("[data-do=undo]").dataset.number);
    const who = this.who.value.trim();
    if (!who) {
      this.fail(say("Hãy ghi tên người sửa."));
      this.who.focus();
      return undefined;
    }
    const fields = {};
    for (const input of this.fields.querySelectorAll("[name]")) {
      const value = this.read(input);
      if (!this.now.id || JSON.stringify(value) !== input.dataset.was) fields[input.name] = value;
    }
    const said = { kind: this.now.kind, who };
    if (this.now.id) Object.assign(said, { item: this.now.id, action: what === "save" ? "change" : what, fields: what === "save" ? fields : {} });
    else Object.assign(said, { action: "add", start: this.words.start, end: this.words.end, fields });
    if (said.action === "change" && !Object.keys(fields).length) said.action = "accept";
    return this.post(said, what === "delete" ? "Đã xóa." : "Đã lưu.");
  }

  async post(said, message) {
    try {
      localStorage.setItem(WHO, said.who);
    } catch { /* as above */ }
    try {
      const answer = await fetch(`/plans/${this.id}/corrections`, {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(said),
      });
      if (!answer.ok) return this.fail(await why(answer));
    } catch {
      return this.fail(say("Máy chủ không trả lời."));
    }
    this.dialog.close();
    getSelection().removeAllRanges();
    return this.done(message);
  }

  async undo(number) {
    const answer = await fetch(`/plans/${this.id}/corrections/${number}`, { method: "DELETE" });
    if (!answer.ok) return this.fail(await why(answer));
    this.dialog.close();
    return this.done("Đã bỏ chỉnh sửa.");
  }

  /** Somebody went through the whole plan. */
  whole() {
    const who = this.who.value.trim() || prompt(say("Hãy ghi tên người sửa."))?.trim();
    if (who) {
      this.who.value = who;
      this.post({ action: "accept", kind: "document", who }, "Đã lưu.");
    }
  }

  fail(text) {
    if (!this.dialog.open) return tell(text);
    this.error.textContent = text;
    this.error.hidden = false;
    return undefined;
  }
}

function select(options, value) {
  const input = document.createElement("select");
  for (const [v, name] of options) input.add(new Option(name, v, false, v === value));
  return input;
}
