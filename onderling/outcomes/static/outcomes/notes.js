// SPDX-License-Identifier: EUPL-1.2
// Notes in a hall without a network: what is typed stays in this browser until it is saved, and
// is sent when there is a connection. A courtesy: without this script the form works as any other.

const RETRY = 15000; // milliseconds between two looks for a connection

const plain = (text) => text.replace(/\s+/g, " ").trim();

function watch(form) {
  const { start, longest, words, who } = form.dataset;
  const say = JSON.parse(words);
  const said = form.querySelector("[data-said]");
  const place = `opbrengst ${who} ${location.pathname}`;
  const fields = [...form.elements].filter((field) => /^(text|asks|was)_\d$/.test(field.name));
  let sure = false;
  let timer = 0;

  const whole = (number) => {
    const text = plain(form.elements[`text_${number}`].value);
    const asks = form.elements[`asks_${number}`].checked;
    return text && asks && !text.startsWith(start.trim()) ? start + text : text;
  };
  const numbers = fields.filter((f) => f.name.startsWith("text_")).map((f) => f.name.slice(5));
  const changed = () => numbers.some((n) => whole(n) !== form.elements[`was_${n}`].value);

  function count() {
    for (const number of numbers) {
      const left = longest - [...whole(number)].length;
      const told = form.querySelector(`[data-count="${number}"]`);
      told.textContent = (left < 0 ? say.over : say.left).replace("#", Math.abs(left));
      told.classList.toggle("ond-wrong", left < 0);
    }
  }

  function keep() {
    count();
    try {
      if (!changed()) return localStorage.removeItem(place);
      const typed = fields.map((f) => [f.name, f.type === "checkbox" ? f.checked : f.value]);
      localStorage.setItem(place, JSON.stringify(typed));
      said.textContent = say.kept;
    } catch { /* no store in this browser: the form still works */ }
  }

  function putBack() {
    let typed = null;
    try { typed = JSON.parse(localStorage.getItem(place)); } catch { /* as above */ }
    if (!typed) return;
    const known = new Map(typed);
    const saved = new Map(numbers.map((n) => [n, form.elements[`was_${n}`].value]));
    for (const field of fields) {
      if (!known.has(field.name)) continue;
      if (field.type === "checkbox") field.checked = known.get(field.name);
      else field.value = known.get(field.name);
    }
    // What arrived after all is no longer news; of the rest we keep what stood there then.
    for (const number of numbers) {
      if (whole(number) === saved.get(number)) form.elements[`was_${number}`].value = whole(number);
    }
    if (changed()) said.textContent = say.back;
    else localStorage.removeItem(place);
  }

  async function send() {
    clearTimeout(timer);
    timer = 0;
    try {
      // A look first: a form that is sent into nothing leaves an error page in its place.
      await fetch(form.action, { method: "HEAD", cache: "no-store" });
    } catch {
      said.textContent = say.waits;
      timer = setTimeout(send, RETRY);
      return;
    }
    sure = true;
    form.submit();
  }

  form.addEventListener("submit", (event) => {
    if (sure) return;
    event.preventDefault();
    keep();
    send();
  });
  addEventListener("online", () => { if (timer) send(); });
  addEventListener("pageshow", () => { sure = false; });
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  if (!form.hasAttribute("data-sent")) putBack();
  count();
}

document.querySelectorAll("form[data-opbrengst]").forEach(watch);
