// One plan: colours, what an item is, tasks that light up, the tree and the picture that follow the text, and correcting.

import { fieldName, kindName, say, tell, valueName } from "./page.js";
import { Editor } from "./edit.js";

const plan = document.getElementById("plan");
const text = document.getElementById("text");
const tip = document.getElementById("tip");
const id = plan.dataset.id;
let known = { items: {}, bodies: [], times: [], choices: {} };

/** What can be stopped at: not the spaces between two items. */
const marks = () => [...text.querySelectorAll("mark[data-i]")].filter((m) => m.textContent.trim());
const of = (item) => text.querySelectorAll(`mark[data-i~="${CSS.escape(item)}"]`);
const ids = (mark) => mark.dataset.i.split(" ");

/** Only what is switched on can be pointed at. */
function shown(mark) {
  return ids(mark).filter((i) => known.items[i] && !text.classList.contains(`off-${known.items[i].kind}`));
}

// ---- what an item is

function normal(item) {
  return Object.entries(item.fields)
    .filter(([, v]) => v !== null && v !== false && v !== "" && !(Array.isArray(v) && !v.length))
    .map(([name, v]) => {
      const value = v === true ? say("Có") : Array.isArray(v) ? v.map((x) => x.text ?? x).join("; ") : valueName(String(v));
      return `${fieldName(name)}: ${value}`;
    });
}

function describe(mark) {
  tip.replaceChildren();
  for (const i of shown(mark).slice(0, 4)) {
    const item = known.items[i];
    const part = document.createElement("section");
    const head = document.createElement("strong");
    head.textContent = kindName(item.kind);
    const fields = document.createElement("div");
    fields.className = "fields";
    fields.textContent = normal(item).join(" · ");
    const rule = document.createElement("div");
    rule.textContent = `${say("Quy tắc")}: ${item.rule} · ${say("Độ tin cậy")}: ${Math.round(item.confidence * 100)} %`;
    part.append(head, fields, rule);
    if (item.who) {
      const by = document.createElement("div");
      by.textContent = say("đã được {} sửa ngày {}", item.who, item.at.slice(0, 10));
      part.append(by);
    }
    tip.append(part);
  }
  return tip.childElementCount > 0;
}

function showTip(mark) {
  if (!describe(mark)) return hideTip();
  tip.hidden = false;
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
  tip.style.top = `${box.bottom + own.height + 10 < innerHeight ? box.bottom + 6 : Math.max(8, box.top - own.height - 6)}px`;
  mark.setAttribute("aria-describedby", "tip");
}

function hideTip() {
  tip.hidden = true;
  text.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
}

text.addEventListener("mouseover", (event) => {
  const mark = event.target.closest("mark[data-i]");
  if (mark) showTip(mark);
  else hideTip();
});
text.addEventListener("mouseleave", hideTip);
text.addEventListener("focusin", (event) => event.target.matches("mark[data-i]") && showTip(event.target));
text.addEventListener("focusout", hideTip);
addEventListener("scroll", () => {
  if (tip.hidden) return;
  const mark = text.querySelector("mark[data-i]:hover") ?? document.activeElement.closest("mark[data-i]");
  if (mark) showTip(mark);
  else hideTip();
}, { passive: true });

// ---- by keyboard: one stop in the text, arrows from item to item, Enter corrects

function hold(mark, focus) {
  text.querySelector("mark[tabindex='0']")?.setAttribute("tabindex", "-1");
  mark.setAttribute("tabindex", "0");
  if (focus) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "nearest" });
  }
}

function prepare() {
  for (const mark of marks()) {
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", "-1");
    mark.classList.toggle("said", ids(mark).some((i) => known.items[i]?.action));
  }
  const first = marks().find((m) => shown(m).length);
  if (first) hold(first, false);
}

text.addEventListener("keydown", (event) => {
  const mark = event.target.closest("mark[data-i]");
  if (!mark) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const all = marks().filter((m) => shown(m).length);
    const next = all[all.indexOf(mark) + step];
    if (next) hold(next, true);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    editor.item(shown(mark));
  } else if (event.key === "Escape") {
    hideTip();
  }
});
text.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-i]");
  if (!mark || !getSelection().isCollapsed) return;
  const found = shown(mark);
  if (found.length) {
    hold(mark, false);
    editor.item(found);
  }
});

// ---- colours

for (const button of document.querySelectorAll(".kind[data-kind]")) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    text.classList.toggle(`off-${button.dataset.kind}`, !on);
  });
}

// ---- tasks

function light(item) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const found = of(item);
  for (const mark of found) mark.classList.add("lit");
  document.querySelector(`tr[data-task="${CSS.escape(item)}"]`)?.classList.add("lit");
  found[0]?.scrollIntoView({ block: "center" });
}

document.getElementById("tasks-table").addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-task]");
  if (row) light(row.dataset.task);
});
const fold = document.getElementById("tasks-fold");
fold.addEventListener("click", () => {
  const folded = document.getElementById("tasks").classList.toggle("folded");
  fold.setAttribute("aria-expanded", String(!folded));
  fold.textContent = say(folded ? "Mở ra" : "Thu gọn");
});

// ---- the tree and the picture follow the text

const links = new Map([...document.querySelectorAll(".tree a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
const tree = document.querySelector(".tree");
const scan = document.getElementById("scan");
const pictures = Number(plan.dataset.pictures);
let page = 1;
let follow = true;
let waiting = false;

function turn(number) {
  if (!scan || number === page || number < 1 || number > pictures) return;
  page = number;
  scan.src = `/plans/${id}/pages/${number}.jpg`;
  scan.alt = say("Hình trang {} của văn bản gốc", number);
  document.getElementById("scan-number").textContent = say("Trang {} trên {}", number, pictures);
}

function here() {
  waiting = false;
  const box = text.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, Math.min(100, innerHeight / 3))?.closest("[data-s], .chunk");
  const section = at?.dataset.s;
  if (section && links.has(section)) {
    const current = links.get(section);
    if (!current.hasAttribute("aria-current")) {
      tree.querySelector("[aria-current]")?.removeAttribute("aria-current");
      current.setAttribute("aria-current", "true");
      // not scrollIntoView: that would move the page as well
      const top = current.offsetTop - tree.offsetTop;
      if (top < tree.scrollTop || top > tree.scrollTop + tree.clientHeight - 40) tree.scrollTop = top - tree.clientHeight / 2;
    }
  }
  if (scan && follow) {
    let number = 1;
    for (const mark of text.querySelectorAll(".page-mark[data-page]")) {
      if (mark.getBoundingClientRect().top > innerHeight / 2) break;
      number = Number(mark.dataset.page);
    }
    turn(number);
  }
}

addEventListener("scroll", () => {
  follow = true;
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(here);
  }
}, { passive: true });
for (const [name, step] of [["scan-before", -1], ["scan-after", 1]]) {
  document.getElementById(name)?.addEventListener("click", () => {
    follow = false;
    turn(page + step);
  });
}
scan?.addEventListener("error", () => { scan.alt = say("Không có hình của trang này."); });

// ---- words that somebody links to: #d3, #at-120-131

function arrive() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const span = /^at-(\d+)-(\d+)$/.exec(hash);
  if (span) {
    const block = [...text.querySelectorAll("[data-o]")].findLast((b) => Number(b.dataset.o) <= Number(span[1]));
    if (block) {
      block.scrollIntoView({ block: "center" });
      block.setAttribute("tabindex", "-1");
      block.focus({ preventScroll: true });
    }
  } else if (/^[a-z]\d+$/.test(hash) && of(hash).length) {
    light(hash);
  }
}
addEventListener("hashchange", arrive);

// ---- correcting

const editor = new Editor({ id, text, known: () => known, done });

/** After a correction: the new text and table from the server, everything else stays as it is. */
async function done(message) {
  await renew();
  tell(say(message));
}

async function renew() {
  const [html] = await Promise.all([fetch(location.pathname).then((a) => a.text()), load()]);
  const fresh = new DOMParser().parseFromString(html, "text/html");
  text.replaceChildren(...fresh.getElementById("text").childNodes);
  for (const part of ["tasks-table", "tasks-head"]) document.getElementById(part).replaceChildren(...fresh.getElementById(part).childNodes);
  for (const button of fresh.querySelectorAll(".kind[data-kind] .count")) {
    const kind = button.parentElement.dataset.kind;
    document.querySelector(`.kind[data-kind="${kind}"] .count`).textContent = button.textContent;
  }
  const whole = fresh.getElementById("whole");
  document.getElementById("whole").replaceWith(document.adoptNode(whole));
  watchWhole();
  prepare();
}

function watchWhole() {
  const whole = document.getElementById("whole");
  whole.addEventListener("click", () => {
    if (whole.dataset.number) editor.undo(whole.dataset.number);
    else editor.whole();
  });
}

async function load() {
  const answer = await fetch(`/plans/${id}/items`);
  if (answer.ok) known = await answer.json();
}

await load();
prepare();
watchWhole();
here();
arrive();
plan.dataset.ready = "true";
