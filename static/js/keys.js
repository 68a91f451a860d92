// Keys of lists: j and k go from row to row, o or Enter opens, n is what comes next, d (or e) is done, s
// puts off, m is another day or not at all, u takes back, ? tells them.
// Single keys can be turned off: who speaks to a device, or has a hand that slips, types them unasked.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const ROWS = "#main .list-rows tbody tr, #main ul.lines > li, #main ul.cards > li, #main ul.hits > li";
  const OPENS = "a[href]:not([href^='tel:'], [href^='mailto:'])";
  const SAID = "psa-keys"; // "off" where this person wants none

  const isOff = () => localStorage.getItem(SAID) === "off";
  const isTyping = (at) => at.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const rows = () => all(ROWS).filter((row) => row.checkVisibility?.() !== false && one(OPENS, row));
  const rowOf = (at) => at.closest(ROWS);
  const opener = (row) => one("a.task-title, th a[href], a[href]", row);
  const go = (step) => {
    const list = rows();
    const at = list.indexOf(rowOf(document.activeElement));
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step];
    if (!next) return;
    opener(next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const press = (selector) => {
    const button = one(selector, rowOf(document.activeElement) ?? document.createElement("i"));
    button?.click();
    return Boolean(button);
  };
  const ACTS = {
    j: () => go(1),
    k: () => go(-1),
    o: () => press("a.task-title, th a[href], a[href]"),
    n: () => press("[data-next]"),
    d: () => press("button[name=action][value=do]") || press("[data-next]"),
    e: () => ACTS.d(),
    s: () => press("button[name=action][value=later]") || press("[data-more]"),
    m: () => press("[data-more]"),
    u: () => press("button[name=action][value=undo]"),
    "/": () => one("[data-dialog=search-dialog]")?.click(),
    "?": () => show(),
  };

  // --- What they are -------------------------------------------------------------------------
  const show = () => {
    let dialog = one("#keys-dialog");
    if (!dialog && one("#keys-template")) {
      document.body.append(one("#keys-template").content.cloneNode(true));
      dialog = one("#keys-dialog");
      const choice = one("input", dialog);
      choice.checked = !isOff();
      choice.addEventListener("change", () => localStorage.setItem(SAID, choice.checked ? "on" : "off"));
    }
    if (dialog && !dialog.open) dialog.showModal();
  };
  document.addEventListener("click", (event) => event.target.closest("[data-keys]") && show());
  if (one("#keys-template")) all("[data-keys]").forEach((button) => (button.hidden = false));

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!ACTS[event.key] || isOff() || one("dialog[open]") || isTyping(at)) return;
    event.preventDefault();
    ACTS[event.key]();
  });
})();
