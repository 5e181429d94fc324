// The field of the search: Ctrl K goes to it, arrows walk through what it found, Escape leaves. Enter searches.
"use strict";

(() => {
  const field = () => document.getElementById("find");
  const panel = () => document.getElementById("find-now");

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && field()) {
      event.preventDefault();
      field().focus();
      field().select();
    }
  });

  // What was found is said to those who hear the page, once it has come to rest.
  document.addEventListener("htmx:afterSettle", (event) => {
    const found = event.target.closest("[data-said]") || event.target.querySelector("[data-said]");
    const place = document.querySelector("[data-find-said]");
    if (found && place && (event.target.id === "find-now" || event.target.id === "fund")) {
      place.textContent = found.dataset.said;
    }
  });

  function walk(event) {
    const links = [...panel().querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? field() : links[at - 1]).focus();
    } else if (event.key === "Escape" && panel().childElementCount) {
      event.preventDefault();
      panel().replaceChildren();
      field().focus();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (panel() && event.target instanceof Element && event.target.closest("form.find")) walk(event);
  });
  for (const kind of ["focusin", "click"]) {
    document.addEventListener(kind, (event) => {
      const form = document.querySelector("form.find");
      if (form && panel() && !form.contains(event.target)) panel().replaceChildren();
    });
  }
})();
