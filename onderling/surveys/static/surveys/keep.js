// Keeps half-filled answers in this browser, never on the server. A courtesy: without it the
// form works as any other.

const START = "vragen-";

function forget(name) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(START) && (!name || key === name)) localStorage.removeItem(key);
  }
}

function watch(form) {
  const name = form.dataset.keep;
  const said = form.querySelector("[data-kept]");
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden");

  const kept = JSON.parse(localStorage.getItem(name) || "{}");
  for (const field of fields) {
    if (!(field.name in kept)) continue;
    if (field.type === "radio") field.checked = field.value === kept[field.name];
    else field.value = kept[field.name];
  }
  said.hidden = !Object.keys(kept).length;

  form.addEventListener("input", () => {
    const typed = {};
    for (const field of fields) {
      if (field.type === "radio" ? field.checked : field.value) typed[field.name] = field.value;
    }
    localStorage.setItem(name, JSON.stringify(typed));
    said.hidden = false;
  });
  form.querySelector("[data-forget]").addEventListener("click", () => {
    forget(name);
    form.reset();
    said.hidden = true;
  });
}

try {
  document.querySelectorAll("form[data-keep]").forEach(watch);
  if (document.querySelector("[data-answered]")) forget();
} catch {
  // a browser that keeps nothing: then nothing is kept
}
