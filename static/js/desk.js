// Student page and search. Both work without it.
"use strict";
(() => {
  // --- A link to a day opens it, also where the browser does not do so by itself -----------------
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    const closed = target && target.closest("details:not([open])");
    if (!target || !target.closest("details") || target.matches("input, select, textarea")) return;
    if (closed) closed.open = true;
    const summary = target.closest("details").querySelector("summary");
    summary.scrollIntoView({ block: "center" });
    summary.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", openTarget);
  // A second click on the same day does not change the address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#day-"]');
    if (link && (link.getAttribute("href") === location.hash)) openTarget();
  });
  openTarget();

  // --- Arrows walk through the students found ------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const scope = event.target.closest("#search-dialog") || event.target.closest("main");
    if (!event.target.matches("input[type=search], .hit") || !scope) return;
    const stops = [...scope.querySelectorAll("input[type=search], .hit")];
    const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
