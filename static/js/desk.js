// Student page and search. Both work without it.
"use strict";
(() => {
  // --- What is folded comes in place: the page has a link to itself with every reason on it --------
  const FOLDED = "a[href*='whole=1#']";
  const PARTS = ["calendar", "numbers", "days", "reports"];
  let whole = null;
  const fetchWhole = async (href) => {
    try {
      const answer = await fetch(href);
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (why) {
      whole = null; // the next one asks again
      throw why;
    }
  };
  // What has the focus is made anew: a summary is found by what it opens, a link by where it leads.
  const PLACE = PARTS.map((id) => `#${id}`).join();
  const placeOf = (at) => {
    const part = at.closest(PLACE)?.id;
    const body = at.matches("summary") && at.parentElement.querySelector(".reason-body");
    if (body?.id) return `details:has(> [id="${body.id}"]) > summary`;
    const day = at.getAttribute("href")?.split("#")[1];
    return part && day ? `#${part} a[href$="#${day}"]` : null;
  };
  const unfold = async (href) => {
    whole ??= fetchWhole(href.split("#")[0]);
    const page = await whole;
    const focused = placeOf(document.activeElement);
    const opened = [...document.querySelectorAll("details.reason[open] > .reason-body")].map((body) => body.id);
    PARTS.forEach((id) => {
      const part = page.getElementById(id);
      if (part) document.getElementById(id)?.replaceWith(document.importNode(part, true));
    });
    opened.forEach((id) => document.getElementById(id)?.closest("details")?.setAttribute("open", ""));
    if (focused && document.activeElement === document.body) document.querySelector(focused)?.focus({ preventScroll: true });
  };
  const goTo = async (href) => {
    const hash = `#${href.split("#")[1]}`;
    try {
      await unfold(href);
    } catch {
      return location.assign(href); // as without a script
    }
    if (location.hash === hash) openTarget();
    else location.hash = hash;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(FOLDED);
    if (!link?.closest(PLACE) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(link.getAttribute("href"));
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const reason = event.target;
      // One that is open for the printer alone is not asked for: the whole year prints from its own page.
      if (!reason.open || !reason.matches("details.reason:not([data-printed])")) return;
      const link = reason.querySelector(FOLDED);
      if (link) unfold(link.getAttribute("href")).catch(sayLost);
    },
    true,
  );
  const sayLost = () =>
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: "That did not load. Open it again, or follow its link.", tone: "warn" } }));

  // --- A link to a day opens it, also where the browser does not do so by itself -----------------
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target && id.startsWith("day-")) {
      const folded = document.querySelector(`#days ${FOLDED}`);
      if (folded) goTo(`${folded.getAttribute("href").split("#")[0]}#${id}`);
    }
    const closed = target && target.closest("details:not([open])");
    if (!target || !target.closest("details") || target.matches("input, select, textarea")) return;
    if (closed) closed.open = true;
    const summary = target.closest("details").querySelector("summary");
    summary?.scrollIntoView({ block: "center" });
    summary?.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", openTarget);
  // A second click on the same day does not change the address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#day-"]');
    if (link && (link.getAttribute("href") === location.hash)) openTarget();
  });
  openTarget();

  // --- A page that is printed, and words that are copied: without a script the browser does both --------
  document.querySelectorAll("[data-print], [data-copies]").forEach((button) => (button.hidden = false));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-print], [data-copies]");
    if (!button) return;
    if ("print" in button.dataset) return window.print();
    const words = document.getElementById(button.dataset.copies);
    words.closest("details").open = true;
    words.select();
    try {
      await navigator.clipboard.writeText(words.value);
      document.dispatchEvent(new CustomEvent("toast", { detail: { text: "Copied.", tone: "good" } }));
    } catch {
      words.focus(); // it is chosen: the keyboard copies it
    }
  });

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
