// Reading a document in. Everything here only eases what works without it.
"use strict";

// The lines that a text of the plan came from are marked together, not only the first.
function show(lines) {
  for (const shown of document.querySelectorAll(".line.is-shown")) shown.classList.remove("is-shown");
  for (const line of lines) document.getElementById(`l${line}`)?.classList.add("is-shown");
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-lines]");
  if (link) show(link.dataset.lines.split(" "));
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

// After a correction the focus stays where one worked.
document.addEventListener("import:said", (event) => {
  const place = document.getElementById(event.detail.at);
  (place?.querySelector("a.line-no, a.piece-edit, input:not([type=hidden])") ?? place)?.focus();
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
