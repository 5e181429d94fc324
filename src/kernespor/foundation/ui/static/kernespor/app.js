// What the pages do beyond HTML. Everything here only eases what works without it.
"use strict";

// When the line is down, what was written stays, and the page says so.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    const place = document.getElementById("connection");
    if (place) place.hidden = false;
  });
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  const place = document.getElementById("connection");
  if (place && event.detail.successful) place.hidden = true;
});

// The list of errors takes the focus when it comes.
function focusErrors(root) {
  const list = root.querySelector("[data-focus]");
  if (list) list.focus();
}
document.addEventListener("DOMContentLoaded", () => focusErrors(document));
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.detail.elt));

// The head of a table sticks where the table fits; where it doesn't, its wrap scrolls, and can be scrolled by key.
const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const table = target.querySelector("table");
    const wide = table && table.scrollWidth > target.clientWidth + 1;
    target.classList.toggle("table-sticky", !wide);
    target.tabIndex = wide ? 0 : -1;
  }
});
function watchTables(root) {
  for (const wrap of root.querySelectorAll(".table-wrap")) fits.observe(wrap);
}
document.addEventListener("DOMContentLoaded", () => watchTables(document));
document.addEventListener("htmx:afterSettle", () => watchTables(document));

// Menus of details close on Escape and when one presses elsewhere.
const menus = "details.who[open], details.menu[open]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(menus)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(menus)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A choice that sends its form at once; the button beside it is for those without script.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
});

// Where a picture doesn't fit, its table stands open in its place.
for (const table of document.querySelectorAll("details[data-narrow-open]")) {
  if (window.matchMedia("(max-width: 50em)").matches) table.open = true;
}

// Print.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details[data-print-open]")) part.open = true;
});

// A file dropped on its place lands in the field there.
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target instanceof Element && event.target.closest(".drop");
    if (!place) return;
    event.preventDefault();
    place.classList.toggle("is-over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) {
      const field = place.querySelector("input[type=file]");
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
