// Keeps what somebody types in a long form, and puts it back after a crash or a closed window.
// A courtesy: without this script the form works as any other.

const WAIT = 2000; // milliseconds between typing and keeping
const UNTYPED = ["file", "submit", "button", "reset", "image"];
const KEYS = ["csrfmiddlewaretoken", "sleutel", "concept"];

function putBack(form, pairs) {
  const kept = new Map();
  for (const [name, value] of pairs) kept.set(name, [...(kept.get(name) || []), value]);
  for (const field of form.elements) {
    if (!field.name || UNTYPED.includes(field.type) || KEYS.includes(field.name)) continue;
    const values = kept.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (values.length) {
      field.value = values.shift();
    }
  }
}

function watch(field) {
  const form = field.form;
  const { url, address, typed } = field.dataset;
  const said = form.querySelector("[data-draft-said]");
  const told = form.querySelector("[data-draft-told]");
  let timer = 0;
  let changed = false;
  let sent = false;

  const mark = (unkept) => {
    changed = unkept;
    form.toggleAttribute("data-unkept", unkept); // for a style, or a test
  };

  const body = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.append("concept-van", address);
    return data;
  };

  async function keep() {
    timer = 0;
    if (sent || !changed) return;
    mark(false);
    try {
      const answer = await fetch(url, { method: "POST", body: body() });
      said.textContent = (await answer.json()).said;
    } catch {
      mark(true); // no network, or signed out meanwhile: the next key tries again
    }
  }

  function soon() {
    mark(true);
    if (!timer) timer = setTimeout(keep, WAIT);
  }

  function leave() {
    if (changed && !sent && navigator.sendBeacon(url, body())) mark(false);
  }

  if (typed) {
    putBack(form, JSON.parse(typed));
    told.hidden = false;
    told.querySelector("button").addEventListener("click", async () => {
      sent = true;
      const data = body();
      data.append("concept-weg", "1");
      await fetch(url, { method: "POST", body: data });
      form.reset();
      location.reload();
    });
  }
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); timer = 0; });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("pagehide", leave);
  addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
}

document.querySelectorAll("input[name=concept][data-url]").forEach(watch);
