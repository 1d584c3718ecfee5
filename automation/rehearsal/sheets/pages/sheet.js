"use strict";
// Types, picks and ticks on the page; each act is one request, then the page draws itself again.
let chosen = "A1";
const book = () => document.getElementById("book");
const cellAt = (name) => document.querySelector(`td[data-cell="${name}"]`);
const person = () => document.getElementById("person").value;

async function act(doing, cell, text) {
  const answer = await fetch(`/d/${book().dataset.book}/act`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ do: doing, sheet: Number(book().dataset.sheet), cell, text, as: person() }),
  });
  const refusal = answer.ok ? "" : (await answer.json()).error.message;
  await draw();
  const told = document.getElementById("refused");
  told.textContent = refusal;
  told.hidden = !refusal;
}

async function draw() {
  const address = new URL(location);
  address.searchParams.set("as", person());
  address.searchParams.set("tab", book().dataset.sheet);
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const scroller = document.querySelector(".sheet");
  const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
  book().replaceWith(page.getElementById("book"));
  document.querySelector(".sheet").scrollTo(left, top);
  choose(chosen);
}

function choose(name) {
  chosen = name;
  document.querySelectorAll("td.chosen").forEach((one) => one.classList.remove("chosen"));
  cellAt(name)?.classList.add("chosen");
}

function edit(cell, begun) {
  if (cell.dataset.kind !== "text" || cell.querySelector("textarea")) return;
  const field = document.createElement("textarea");
  field.value = begun ?? cell.dataset.entered;
  field.setAttribute("aria-label", cell.dataset.cell);
  let done = false;
  const keep = (wanted) => {
    if (done) return;
    done = true;
    field.remove();
    if (wanted && field.value !== cell.dataset.entered) act("type", cell.dataset.cell, field.value);
    else cell.focus();
  };
  field.addEventListener("blur", () => keep(true));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.altKey && !event.shiftKey) { event.preventDefault(); keep(true); }
    if (event.key === "Escape") keep(false);
  });
  cell.append(field);
  field.focus();
}

document.addEventListener("focusin", (event) => {
  const cell = event.target.closest("td[data-cell]");
  if (cell) choose(cell.dataset.cell);
});
document.addEventListener("dblclick", (event) => {
  const cell = event.target.closest("td[data-cell]");
  if (cell) edit(cell);
});
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td[data-cell]");
  if (!cell || event.target !== cell || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); edit(cell); }
  else if (event.key === "Delete") act("type", cell.dataset.cell, "");
  else if (event.key.length === 1) { event.preventDefault(); edit(cell, event.key); }
});
document.addEventListener("change", (event) => {
  if (event.target.id === "person") { draw(); return; }
  const cell = event.target.closest("td[data-cell]");
  if (!cell || event.target.matches("textarea")) return;
  const isBox = cell.dataset.kind === "box";
  act("type", cell.dataset.cell, isBox ? (event.target.checked ? event.target.dataset.ticked : event.target.dataset.clear) : event.target.value);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const asks = button.dataset.do === "comment";
  const text = asks ? prompt(book().dataset.say) : button.dataset.text;
  if (text !== null) act(button.dataset.do, chosen, text);
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "share") return;
  event.preventDefault();
  act("share", "A1", new FormData(event.target).get("text"));
});
