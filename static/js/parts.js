// A part of a page that is fetched: that it takes long is said, and what became of one that did not
// come stands in its place, with a way to try again. What a person sent is another matter: a toast.
"use strict";
(() => {
  const PART = "[data-part]";
  const LONG = 1000; // ms after which somebody who hears the page is told to wait
  const MOST = 30000; // ms after which nobody waits any longer
  const one = (selector, within = document) => within.querySelector(selector);
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const isRead = (detail) => detail.requestConfig.verb === "get";
  // The rows of a list, whatever else is taken anew with them; else the part that was asked for.
  const placeOf = ({ elt, target }) => {
    const parts = target.matches(PART) ? [target] : [...target.querySelectorAll(PART)];
    return parts.find((part) => elt.closest(".list")?.contains(part)) ?? parts[0] ?? null;
  };

  // --- While it comes ------------------------------------------------------------------------
  const coming = new WeakMap(); // of each request: the place and what waits to be said
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb === "get") detail.timeout ||= MOST;
  });
  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    const place = isRead(detail) && placeOf(detail);
    if (!place || isPolled(detail.elt)) return;
    place.setAttribute("aria-busy", "true");
    coming.set(detail.xhr, { place, wait: setTimeout(() => tell("say", "Loading"), LONG) });
  });
  document.addEventListener("htmx:beforeOnLoad", ({ detail }) => cameFor(detail));
  document.addEventListener("htmx:afterRequest", ({ detail }) => cameFor(detail));
  const cameFor = ({ xhr }) => {
    const { place, wait } = coming.get(xhr) ?? {};
    if (!place) return;
    clearTimeout(wait);
    coming.delete(xhr);
    place.removeAttribute("aria-busy");
  };

  // --- When it does not come -----------------------------------------------------------------
  const AGAIN = "Try again";
  const LOST = {
    offline: ["No connection", "Nothing could be loaded. Try again when you are back online.", AGAIN],
    late: ["That took too long", "The server did not answer. Try again in a moment.", AGAIN],
    403: ["You may not see this", "No role of yours covers it now. My roles, in your menu, says what is yours."],
    404: ["This is not there any more", "It may have been moved, or it is no longer yours."],
    failed: ["This could not be loaded", "Nothing was changed. Try again; if that does not help, come back later.", AGAIN],
  };
  // What asks by itself every few seconds says once that it does not get through.
  const isPolled = (elt) => elt.matches("[hx-trigger^='every']");
  const unheard = new WeakSet();
  const lose = (detail, why) => {
    const [title, text, again] = LOST[why] ?? LOST.failed;
    if (!isRead(detail)) return tell("toast", { text: whyNot(why), tone: "danger" });
    const place = isPolled(detail.elt) ? null : placeOf(detail);
    if (place) return stand(place, detail, { title, text, again });
    if (isPolled(detail.elt) && unheard.has(detail.elt)) return null;
    unheard.add(detail.elt);
    return tell("toast", { text: `${title}. ${text}`, tone: "danger" });
  };
  const whyNot = (why) => {
    if (why === "offline") return "No connection. Nothing was sent; try again when you are back online.";
    if (why === 403) return "You are not allowed to do that.";
    return "That did not work. Nothing was changed; try again.";
  };
  const stand = (place, { elt, pathInfo }, { title, text, again }) => {
    const held = place.contains(document.activeElement);
    one(":scope > .state-error", place)?.remove();
    [...place.children].forEach((child) => (child.hidden = true));
    const state = one("#lost-template").content.firstElementChild.cloneNode(true);
    const [head, words] = state.querySelectorAll("p");
    const link = one("a", state);
    head.textContent = title;
    words.textContent = text;
    link.href = pathInfo.finalRequestPath;
    link.addEventListener("click", (event) => {
      if (!window.htmx || !elt.isConnected || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (place.getAttribute("aria-busy") !== "true") window.htmx.ajax("GET", pathInfo.requestPath, { source: elt });
    });
    if (!again) link.remove();
    place.prepend(state);
    if (held) focusOn(again ? link : state);
    tell("say", `${title}. ${text}`);
  };
  const focusOn = (element) => {
    if (!element.matches("a")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  document.addEventListener("htmx:responseError", ({ detail }) => lose(detail, detail.xhr.status));
  document.addEventListener("htmx:sendError", ({ detail }) => lose(detail, "offline"));
  document.addEventListener("htmx:timeout", ({ detail }) => lose(detail, "late"));
})();
