// Reading a document in. Everything here only eases what works without it.
"use strict";

// The lines that a text of the plan came from are marked together with it, and each pane follows the other.
function follow(part) {
  const pane = part?.closest(".pane-body");
  if (pane) pane.scrollTop = part.offsetTop - pane.clientHeight / 3;
}
function show(lines, stays) {
  for (const shown of document.querySelectorAll(".is-shown")) shown.classList.remove("is-shown");
  const piece = document.querySelector(`.piece-lines[data-lines~="${lines[0]}"]`)?.closest(".piece");
  const shown = lines.map((line) => document.getElementById(`l${line}`));
  for (const part of [piece, ...shown]) part?.classList.add("is-shown");
  for (const part of [piece, shown[0]]) if (!stays?.contains(part) && !part?.contains(stays)) follow(part);
}
function showTarget(id) {
  const target = document.getElementById(id);
  if (target?.matches(".line")) show([target.id.slice(1)], target);
  const lines = target?.matches(".piece") && target.querySelector("[data-lines]")?.dataset.lines;
  if (lines) show(lines.split(" "), target);
}
const hashed = () => showTarget(window.location.hash.slice(1));
document.addEventListener("DOMContentLoaded", hashed);
window.addEventListener("hashchange", hashed);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-lines]");
  if (link) show(link.dataset.lines.split(" "), link);
  const number = event.target.closest("a.line-no");
  if (number) show([number.closest(".line").id.slice(1)], number);
  const next = event.target.closest("a[data-next]");
  if (next) document.querySelector(`${next.getAttribute("href")} details`)?.setAttribute("open", "");
});

// A field that one has written in is never swapped away: saving or closing it comes first.
function isChosenAnew(select) {
  const before = [...select.options].findIndex((option) => option.defaultSelected);
  return select.selectedIndex !== Math.max(before, 0);
}
function isWrittenIn(form) {
  return [...form.elements].some((field) => {
    if (field.tagName === "SELECT") return isChosenAnew(field);
    return ["TEXTAREA", "INPUT"].includes(field.tagName) && field.type !== "hidden" && field.value !== field.defaultValue;
  });
}
document.addEventListener("htmx:beforeRequest", (event) => {
  for (const form of document.querySelectorAll("form[data-editor]")) {
    const note = form.querySelector(".unsaved");
    if (form.contains(event.detail.elt) || !isWrittenIn(form)) {
      if (note) note.hidden = true;
    } else {
      event.preventDefault();
      if (note) note.hidden = false;
      form.querySelector("textarea, select, input:not([type=hidden])").focus();
      return;
    }
  }
});

// What stands on the page is as new as the last correction; every form that waits on it says so.
document.addEventListener("htmx:configRequest", (event) => {
  const version = document.querySelector("#import-head input[name=version]");
  if (version && "version" in event.detail.parameters) event.detail.parameters.version = version.value;
});

// After a correction the panes and the focus stay where one worked.
let scrolled = 0;
document.addEventListener("htmx:beforeSwap", () => {
  scrolled = document.querySelector("#import-plan .pane-body")?.scrollTop ?? 0;
});
document.addEventListener("import:said", (event) => {
  const plan = document.querySelector("#import-plan .pane-body");
  if (plan) plan.scrollTop = scrolled;
  showTarget(event.detail.at);
  const place = document.getElementById(event.detail.at);
  (place?.querySelector("a.line-no, a.piece-edit, input:not([type=hidden])") ?? place)?.focus();
});

// A field that is closed gives the focus back to what opened it.
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  if (document.activeElement !== document.body || !part.matches?.(".line, .piece") || part.querySelector(".editor")) return;
  part.querySelector("a.line-no, a.piece-edit")?.focus();
});

// A document on its way: said at once, and sent once.
for (const form of document.querySelectorAll("form[data-upload]")) {
  form.querySelector(".drop-hint").hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelector("[data-upload-waiting]").hidden = false;
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-upload]")) delete form.dataset.sent;
});
