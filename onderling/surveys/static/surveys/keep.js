// Keeps half-filled answers in this browser, never on the server. A courtesy: without it the
// form works as any other.

const START = "vragen-";

function forget(name) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(START) && (!name || key === name)) localStorage.removeItem(key);
  }
}

// Of boxes to tick there are several with one name.
function nameOf(field) {
  return field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
}

function watch(form) {
  const name = form.dataset.keep;
  const said = form.querySelector("[data-kept]");
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden");

  const kept = JSON.parse(localStorage.getItem(name) || "{}");
  for (const field of fields) {
    const found = kept[nameOf(field)];
    if (found === undefined) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === found;
    else field.value = found;
  }
  said.hidden = !Object.keys(kept).length;

  form.addEventListener("input", () => {
    const typed = {};
    for (const field of fields) {
      const ticks = field.type === "radio" || field.type === "checkbox";
      if (ticks ? field.checked : field.value) typed[nameOf(field)] = field.value;
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
