// What every page shares: the words of its language, messages, and the search as one types.

const words = JSON.parse(document.body.dataset.words);

/** A sentence in the page's language, its blanks filled. */
export function say(text, ...values) {
  let out = words.say[text] ?? text;
  for (const value of values) out = out.replace("{}", value);
  return out;
}

export const kindName = (kind) => words.kinds[kind] ?? kind;
export const fieldName = (field) => words.fields[field] ?? field;
export const valueName = (value) => words.values[value] ?? value;

let quiet = 0;

/** Tell something at the foot of the page, to the ear as well. */
export function tell(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => { said.textContent = ""; }, 4000);
}

/** The detail of a problem answer, or a sentence where there is none. */
export async function why(answer) {
  try {
    return (await answer.json()).detail;
  } catch {
    return say("Máy chủ không trả lời.");
  }
}

function live(form) {
  const target = document.getElementById(form.dataset.live);
  let wait = 0;
  let running = null;

  async function search() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.set(name, value);
    const address = `${form.getAttribute("action")}${query.size ? `?${query}` : ""}`;
    query.set("fragment", "true");
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`${form.getAttribute("action")}?${query}`, { signal: running.signal });
      if (!answer.ok) return;
      // rows made and escaped by the server's own templates
      target.innerHTML = await answer.text();
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") tell(say("Máy chủ không trả lời."));
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 180);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    search();
  });
}

for (const form of document.querySelectorAll("form[data-live]")) live(form);
// a form without empty fields makes an address that can be read
for (const form of document.querySelectorAll("form.filters:not([data-live])")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}
