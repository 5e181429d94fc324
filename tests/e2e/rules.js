// What the rules ask of a page, run in the page itself. Each answers with what is wrong, in words.
({
  // Where the window can be scrolled sideways: what is wider than it.
  sideways() {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide && document.body.scrollWidth <= wide) return [];
    const wider = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > wide + 1);
    return ["scrolls sideways", ...wider.slice(0, 6).map((e) => e.outerHTML.slice(0, 120))];
  },

  // Text that is cut off or runs out of its box; what can be scrolled, or is for screen readers alone, is whole.
  cut() {
    const wrong = [];
    const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const excused = (e) => {
      for (let up = e; up; up = up.parentElement) {
        const style = getComputedStyle(up);
        if ([style.overflowX, style.overflowY].some((flow) => ["auto", "scroll"].includes(flow))) return true;
        if (style.clip !== "auto" || style.clipPath !== "none") return true;
      }
      return false;
    };
    const boxes = "button, .button, select, summary, th, td, label, h1, h2, h3, p, li";
    for (const e of document.querySelectorAll("body *")) {
      if (!(e instanceof HTMLElement) || !e.innerText || !shown(e) || excused(e)) continue;
      const style = getComputedStyle(e);
      const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
      const name = `${e.tagName}.${e.className} ${e.innerText.slice(0, 40)}`;
      if (clips && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) {
        wrong.push(`cut: ${name}`);
      }
      if (e.matches(boxes) && style.display !== "inline" && e.scrollWidth > e.clientWidth + 2) {
        wrong.push(`runs out of its box: ${name}`);
      }
    }
    return wrong;
  },

  // Targets under 24 px with another target in their circle of 24 px (WCAG 2.5.8; links in running text may be).
  smallTargets() {
    const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const boxes = [...document.querySelectorAll(all)]
      .filter((e) => shown(e) && !e.closest(".skip-link, svg"))
      .map((e) => [e, e.getBoundingClientRect()])
      .filter(([, box]) => box.width && box.height);
    const near = (box, x, y) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) < 12;
    const crowded = (e, b) =>
      boxes.some(
        ([other, box]) =>
          other !== e && !other.contains(e) && !e.contains(other) && near(box, b.x + b.width / 2, b.y + b.height / 2),
      );
    return boxes
      .filter(([e, b]) => (b.width < 24 || b.height < 24) && getComputedStyle(e).display !== "inline")
      .filter(([e]) => !(e.matches("input") && e.closest("label")))
      .filter(([e, b]) => crowded(e, b))
      .map(([e, b]) => `${e.tagName}.${e.className} ${Math.round(b.width)}x${Math.round(b.height)} ${e.innerText}`);
  },

  // The element with the focus: which stop it is, and whether one sees that it has it. Null when the page is left.
  focused() {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const box = e.getBoundingClientRect();
    const rings = [undefined, "::before", "::after"].map((part) => getComputedStyle(e, part));
    const within = (value, end) => Math.min(Math.max(value, 0), end - 1);
    const above = document.elementFromPoint(
      within(box.x + box.width / 2, innerWidth),
      within(box.y + box.height / 2, innerHeight),
    );
    const stops = (window.stopsOfTheWalk ??= new Map());
    if (!stops.has(e)) stops.set(e, stops.size);
    const kind = typeof e.className === "string" ? e.className : e.className.baseVal;
    return {
      stop: stops.get(e),
      name: `${e.tagName}.${kind} ${(e.innerText || e.getAttribute("aria-label") || e.name || "").slice(0, 40)}`,
      visible: rings.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
      hidden: box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth,
      covered:
        above !== null && e instanceof HTMLElement && box.height < innerHeight &&
        !e.contains(above) && !above.contains(e) && getComputedStyle(above).position !== "static",
    };
  },

  // How many elements the Tab key should stop at; a group of radios is one.
  focusable() {
    const groups = new Set();
    const all = "a[href], button, input, select, textarea, summary, [tabindex]";
    return [...document.querySelectorAll(all)].filter((e) => {
      if (e.disabled || e.tabIndex < 0 || e.type === "hidden") return false;
      if (!e.checkVisibility({ checkVisibilityCSS: true })) return false;
      if (e.type !== "radio") return true;
      const group = `${[...document.forms].indexOf(e.form)} ${e.name}`;
      return groups.has(group) ? false : groups.add(group);
    }).length;
  },

  // Text twice as big in a window that stays as it is (WCAG 1.4.4).
  doubleText() {
    const root = document.documentElement;
    root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
  },

  // Text spaced as a reader may space it (WCAG 1.4.12).
  spaceText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  },

  // Both undone.
  plainText() {
    document.documentElement.style.fontSize = "";
    document.adoptedStyleSheets = [];
  },
});
