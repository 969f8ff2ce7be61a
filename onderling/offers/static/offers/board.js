// SPDX-License-Identifier: EUPL-1.2
// The board: pick a card up, hear what each cell would mean, put it down. Mouse and keyboard
// walk through the same steps; without this script the forms do the same.
(() => {
  "use strict";

  const board = document.querySelector("[data-bord]");
  const words = document.getElementById("bordwoorden");
  const voice = document.getElementById("bordstem");
  const ask = document.getElementById("bordvraag");
  if (!board || !words || !window.PointerEvent) return;

  let held = null; // the card in the hand: {card, title, odd, from, over}
  let drag = null; // the mouse went down on a card, and may become a drag
  let busy = false;
  let swallow = false; // the click at the end of a drag opens no link

  const table = () => document.getElementById("bordtabel");
  const visible = (thing) => Boolean(thing && thing.offsetParent);
  const cells = () => [...board.querySelectorAll("#bordtabel .ond-vak")];
  const loose = () => document.getElementById("loslijst");
  const cellOf = (thing) => thing && thing.closest(".ond-vak");
  const key = (cell) => `${cell.dataset.deel}-${cell.dataset.zaal}`;
  const card = (name) =>
    [...board.querySelectorAll(`[data-kaart="${name}"]`)].find(visible) || null;

  function made(tag, look, text) {
    const thing = document.createElement(tag);
    thing.className = look;
    thing.textContent = text;
    return thing;
  }

  function say(name, values) {
    const text = words.dataset[name].replace(/\{(\w+)\}/g, (_all, word) => values[word] ?? "");
    voice.textContent = text;
    return text;
  }

  function wake() {
    const shown = visible(table());
    board.classList.toggle("is-actief", shown);
    board.querySelectorAll("[data-greep]").forEach((grip) => {
      grip.hidden = !shown || Boolean(grip.closest("#bordlijst"));
    });
  }

  // Picking up: the card is in the hand at once; what the cells would mean follows.
  function take(thing) {
    held = {
      card: thing,
      title: thing.dataset.titel,
      from: cellOf(thing),
      over: null,
      odd: {},
      known: fetch(thing.dataset.kan, { credentials: "same-origin" })
        .then((answer) => (answer.ok ? answer.json() : {}))
        .catch(() => ({})),
    };
    const mine = held;
    thing.classList.add("is-opgepakt");
    board.classList.add("is-bezig");
    thing.querySelector("[data-greep]")?.setAttribute("aria-pressed", "true");
    say("opgepakt", { titel: held.title });
    return held.known.then((odd) => {
      if (held !== mine) return;
      held.odd = odd;
      cells().forEach((cell) => {
        cell.classList.toggle("is-odd", cell !== held.from && key(cell) in odd);
      });
      if (held.over) hover(held.over);
    });
  }

  function release() {
    if (!held) return;
    held.card.classList.remove("is-opgepakt");
    held.card.querySelector("[data-greep]")?.setAttribute("aria-pressed", "false");
    unmark();
    board.classList.remove("is-bezig");
    cells().forEach((cell) => cell.classList.remove("is-odd"));
    held = null;
  }

  function unmark() {
    board.querySelectorAll(".is-doel").forEach((cell) => cell.classList.remove("is-doel"));
    board.querySelectorAll(".ond-vak__zegt").forEach((note) => note.remove());
  }

  // What a cell would mean stands in the cell, as a shape with words, and is said aloud.
  function hover(cell) {
    unmark();
    held.over = cell;
    if (!cell) return;
    cell.classList.add("is-doel");
    const odd = held.odd[key(cell)];
    const values = { vak: cell.dataset.naam, zegt: odd ? odd.zegt.join(" ") : "" };
    values.aantal = held.card.dataset.mensen || "";
    if (cell === held.from) say("eigen", values);
    else if (cell === loose()) say("eraf", values);
    else if (values.aantal) note(cell, say("mensen", values), "few", "botst");
    else if (!odd) note(cell, say("vrij", values), "free", "kan");
    else note(cell, say(odd.kan ? "bezet" : "nooit", values), "bad", "botst", odd.zegt);
  }

  function note(cell, text, kind, word, sentences) {
    const box = made("div", "ond-vak__zegt", "");
    box.append(made("span", `ond-chip ond-chip--${kind}`, words.dataset[word]));
    const lines = sentences || (kind === "few" ? [text] : []);
    box.append(...lines.map((sentence) => made("span", "", sentence)));
    cell.prepend(box);
  }

  function confirmed(odd) {
    ask.querySelector("[data-zegt]").replaceChildren(
      ...odd.zegt.map((sentence) => made("li", "", sentence))
    );
    ask.querySelector('[data-antwoord="ja"]').hidden = odd.kan === false;
    return new Promise((settle) => {
      ask.onclick = (event) => {
        const answer = event.target.closest("[data-antwoord]");
        if (answer) ask.close(answer.dataset.antwoord);
      };
      ask.onclose = () => settle(ask.returnValue === "ja");
      ask.returnValue = "";
      ask.showModal();
    });
  }

  async function drop(cell) {
    if (!held || busy) return;
    if (!cell || cell === held.from) return putBack();
    busy = true;
    const { card: thing, known } = held;
    const odd = (await known)[key(cell)];
    const people = thing.dataset.mensen && cell !== loose();
    if (odd && !people && !(await confirmed(odd))) putBack();
    else await send(thing, cell, odd ? odd.toch : "");
    busy = false;
  }

  async function send(thing, cell, agreed) {
    const form = new FormData();
    form.append("deel", cell.dataset.deel);
    form.append("zaal", cell.dataset.zaal);
    form.append("gezien", thing.dataset.gezien);
    form.append("toch", agreed);
    const name = cellOf(thing) === loose() ? "" : thing.dataset.kaart; // then on with the list
    const answer = await post(thing.dataset.zet, form);
    if (!answer) return failed();
    if ((answer.headers.get("Content-Type") || "").includes("json")) {
      const told = await answer.json();
      if (told.naar) return void window.location.assign(told.naar);
      if (told.zegt && (await confirmed(told))) return send(thing, cell, told.toch);
      return putBack();
    }
    release();
    await show(answer, name);
  }

  function post(address, form) {
    return fetch(address, {
      method: "POST",
      body: form,
      credentials: "same-origin",
      headers: { "HX-Request": "true", "X-CSRFToken": board.dataset.bord },
    })
      .then((answer) => (answer.ok || answer.status === 409 ? answer : null))
      .catch(() => null);
  }

  function failed() {
    release();
    say("mis", {});
    const box = made("div", "ond-message ond-message--bad", words.dataset.mis);
    document.getElementById("bordzegt").replaceChildren(box);
  }

  // The answer holds pieces with an id; each takes the place of what had that id.
  async function show(answer, name) {
    const pieces = document.createElement("template");
    pieces.innerHTML = await answer.text();
    const spoken = pieces.content.querySelector("#bordzegt");
    if (!spoken) return window.location.reload();
    [...pieces.content.children].forEach((piece) => {
      document.getElementById(piece.id)?.replaceWith(piece);
    });
    wake();
    voice.textContent = spoken.querySelector("p")?.textContent || "";
    const moved = card(name) || loose().querySelector("[data-kaart]") || card(spoken.dataset.kaart);
    (moved?.querySelector("[data-greep]") || spoken.querySelector("button"))?.focus();
  }

  function putBack() {
    const { title, card: thing } = held;
    release();
    say("terug", { titel: title });
    thing.querySelector("[data-greep]")?.focus();
  }

  // The keyboard: arrows walk over the cells; right of the last column lies the list.
  function walk(arrow) {
    const rows = [...table().querySelectorAll("tbody tr")].map((row) => [
      ...row.querySelectorAll(".ond-vak"),
    ]);
    let row = rows.findIndex((line) => line.includes(held.over));
    let column = row < 0 ? -1 : rows[row].indexOf(held.over);
    if (row < 0) {
      const first = cells().find((cell) => !cell.querySelector("[data-kaart]")) || rows[0][0];
      if (held.over === loose() && arrow === "ArrowLeft") return hover(rows[0].at(-1));
      return hover(first);
    }
    if (arrow === "ArrowDown") row = Math.min(row + 1, rows.length - 1);
    if (arrow === "ArrowUp") row = Math.max(row - 1, 0);
    if (arrow === "ArrowLeft") column = Math.max(column - 1, 0);
    if (arrow === "ArrowRight") column += 1;
    hover(column >= rows[row].length ? loose() : rows[row][column]);
    held.over.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (ask.open || drag) return;
    const grip = event.target.closest?.("[data-greep]");
    if (held && event.key === "Escape") putBack();
    else if (held && event.key.startsWith("Arrow")) walk(event.key);
    else if (held && (event.key === "Enter" || event.key === " ")) drop(held.over);
    else if (!held && grip && !busy && (event.key === "Enter" || event.key === " ")) {
      take(grip.closest("[data-kaart]"));
      held.over = held.from === loose() ? null : held.from;
    } else {
      if (held && event.key === "Tab") putBack();
      return;
    }
    event.preventDefault();
  });

  // The mouse. Fingers scroll; on a phone the forms do it.
  board.addEventListener("pointerdown", (event) => {
    const thing = event.target.closest("[data-kaart]");
    swallow = false;
    if (!thing || busy || held || event.button !== 0 || event.pointerType === "touch") return;
    if (!board.classList.contains("is-actief") || thing.closest("#bordlijst")) return;
    drag = { thing, x: event.clientX, y: event.clientY, shadow: null };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.shadow) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
      take(drag.thing);
      drag.shadow = made("div", "ond-sleep", held.title);
      document.body.append(drag.shadow);
    }
    drag.shadow.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const cell = below && board.contains(below) ? cellOf(below) : null;
    if (cell !== held.over) hover(cell);
  });

  function letGo(event) {
    if (!drag) return;
    const moved = drag.shadow;
    moved?.remove();
    drag = null;
    if (!moved) return;
    swallow = true;
    if (event.type === "pointercancel") putBack();
    else drop(held.over);
  }
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", letGo);
  // A click on a handle picks up, a click on a cell puts down: for who speaks or taps.
  function click(event) {
    const grip = event.target.closest("[data-greep]");
    if (!swallow && !held && (busy || !grip)) return;
    event.preventDefault();
    event.stopPropagation();
    if (swallow) swallow = false;
    else if (held) drop(cellOf(event.target));
    else take(grip.closest("[data-kaart]"));
  }
  board.addEventListener("click", click, { capture: true });
  board.addEventListener("dragstart", (event) => event.preventDefault());

  // Taking back answers with the same pieces, without leaving the board.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-terug]");
    if (!form || busy) return;
    event.preventDefault();
    busy = true;
    const answer = await post(form.action, new FormData(form));
    if (answer) await show(answer, "");
    else failed();
    busy = false;
  });

  window.addEventListener("resize", wake);
  wake();
})();
