// Drop a file, see it read, keep it or not.

import { say, tell, why } from "./page.js";

const drop = document.getElementById("drop");
const input = document.getElementById("file");
const progress = document.getElementById("progress");
const problem = document.getElementById("upload-error");
const target = document.getElementById("read");
const most = Number(drop.dataset.most);
let file = null;

function fail(text) {
  progress.textContent = "";
  problem.textContent = text;
  problem.hidden = false;
}

async function send(what) {
  return fetch(`/upload/${what}?name=${encodeURIComponent(file.name.slice(-200))}`, {
    method: "POST", headers: { "content-type": "application/octet-stream" }, body: file,
  });
}

async function read(chosen) {
  file = chosen;
  problem.hidden = true;
  target.replaceChildren();
  if (file.size > most * 1048576) return fail(say("Tệp lớn hơn {} MiB.", most));
  progress.textContent = say("Đang đọc {} …", file.name);
  try {
    const answer = await send("read");
    if (!answer.ok) return fail(await why(answer));
    // made and escaped by the server's own templates
    target.innerHTML = await answer.text();
  } catch {
    return fail(say("Máy chủ không trả lời."));
  }
  progress.textContent = say("Đã đọc xong.");
  document.getElementById("preview-head").focus();
  document.getElementById("keep")?.addEventListener("click", keep);
  document.getElementById("drop-it").addEventListener("click", forget);
  return undefined;
}

async function keep(event) {
  event.target.disabled = true;
  progress.textContent = say("Đang giữ …");
  try {
    const answer = await send("keep");
    if (!answer.ok) {
      event.target.disabled = false;
      return fail(await why(answer));
    }
    location.assign(`/plans/${(await answer.json()).id}`);
  } catch {
    event.target.disabled = false;
    return fail(say("Máy chủ không trả lời."));
  }
  return undefined;
}

function forget() {
  target.replaceChildren();
  input.value = "";
  progress.textContent = "";
  tell(say("Đã bỏ, không giữ gì."));
  input.focus();
}

input.addEventListener("change", () => input.files.length && read(input.files[0]));
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
});
