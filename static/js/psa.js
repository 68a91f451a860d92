// What a page can do beyond links and forms. Everything here adds to a page that works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const YEAR = 365 * 24 * 60 * 60;

  // --- Theme: the cookie is read by the server, which writes it into <html> ----------------
  const showTheme = () =>
    all("[data-theme-choice]").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === root.dataset.theme)),
    );
  const chooseTheme = (choice) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${choice}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = choice;
    root.dataset.bsTheme = choice === "auto" ? (dark ? "dark" : "light") : choice;
    showTheme();
  };

  // --- Dialogs: what opens one is also a link or a form that works by itself ---------------
  const openDialog = (id) => {
    const dialog = document.getElementById(id);
    if (!dialog || dialog.open) return Boolean(dialog);
    all("details[data-drop][open]").forEach((drop) => (drop.open = false));
    dialog.showModal();
    one("input:not([type=hidden]), textarea, select", dialog)?.focus();
    return true;
  };

  // --- One voice: whatever changes is said once, for those who do not see it ------------------
  let said = [];
  const say = (text) => {
    if (!said.length) {
      one("#voice").textContent = "";
      setTimeout(() => {
        one("#voice").textContent = said.join(" ");
        said = [];
      }, 150);
    }
    said.push(text.trim().replace(/\s+/g, " "));
  };

  // --- Toasts --------------------------------------------------------------------------------
  const toast = ({ text, tone = "info", href = "", link = "", form = null }) => {
    const note = one("#toast-template").content.firstElementChild.cloneNode(true);
    note.classList.add(`tone-${tone}`);
    one("p", note).textContent = text;
    if (href) one("p", note).append(" ", Object.assign(document.createElement("a"), { href, textContent: link }));
    if (form) one("p", note).after(form.cloneNode(true));
    one("#toasts").append(note);
    say(text);
    // Problems stay until dismissed, and so does what can be undone.
    if (!form && (tone === "good" || tone === "info")) setTimeout(() => note.remove(), 8000);
  };
  // Undo as a page has it beside its message, for what a script saved.
  const undoing = ({ action, at }) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action });
    const sent = { csrfmiddlewaretoken: one("[name=csrfmiddlewaretoken]").value, at, next: location.pathname + location.search };
    Object.entries(sent).forEach(([name, value]) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    form.append(Object.assign(document.createElement("button"), { type: "submit", className: "btn btn-sm", textContent: "Undo" }));
    return form;
  };
  const makeClosable = (within) =>
    all("[data-closable]", within).forEach((alert) => {
      alert.removeAttribute("data-closable");
      const button = one("[data-toast-close]", one("#toast-template").content).cloneNode(true);
      alert.append(button);
    });

  // Tabs that are wider than the page begin with the open one in sight.
  const showHere = (within) =>
    all(".tabs .here", within).forEach((tab) => {
      const [strip, box] = [tab.closest("ul"), tab.getBoundingClientRect()];
      strip.scrollLeft += box.left + box.width / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
    });

  // --- Where the person was: a page that comes again after a change begins there --------------
  const BAR = 64; // px that the bar covers
  const LATER = "psa-later"; // {path, form or link, near, y, says}: keys of rows, no names
  const PASSING = ["csrfmiddlewaretoken", "next", "typed_by", "typed_mark"];
  const keyOf = (form) =>
    [form.getAttribute("action"), ...all("input[type=hidden]", form).filter((field) => !PASSING.includes(field.name)).map((field) => field.value)].join(" ");
  const keep = (place) => {
    const near = place.near ?? "";
    sessionStorage.setItem(LATER, JSON.stringify({ path: location.pathname, y: scrollY, ...place, near }));
  };
  const focusOn = (element) => {
    if (!element.matches("a, button, input, select, textarea, summary")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };
  const tell = (alert) => {
    const [words, form] = [one(".alert-words", alert), one("form", alert)];
    const text = all("p", words).map((line) => line.firstChild.textContent).join(" ").trim();
    const open = one("p a", words);
    const tone = [...alert.classList].find((name) => name.startsWith("tone-"))?.slice(5);
    // What stands at the top is out of sight from where the person was.
    if (alert.getBoundingClientRect().bottom < BAR) toast({ text, tone, href: open?.href, link: open?.textContent, form });
    else say(text);
  };
  const begin = () => {
    const place = JSON.parse(sessionStorage.getItem(LATER) ?? "null");
    sessionStorage.removeItem(LATER);
    const told = all("[data-messages] .alert");
    if (place?.says) toast({ text: place.says, tone: "good", href: place.opens, link: "Open", form: place.undo && undoing(place.undo) });
    const isHere = place?.path === location.pathname && !location.hash && !one("main [autofocus]");
    if (isHere) {
      const same = place.form && all("form").find((form) => keyOf(form) === place.form);
      const link = place.link && all("a[data-log], a[data-call]").find((one) => (one.dataset.call ?? one.getAttribute("href")) === place.link);
      const there = link || (same && one("button[type=submit]", same)) || document.getElementById(place.near);
      scrollTo({ top: place.y, behavior: "instant" });
      const shut = there?.closest("details:not([open])");
      if (there) focusOn(shut ? one("summary", shut) : there);
    }
    // A page that begins elsewhere than at its top goes there first.
    if (told.length && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });
    told.forEach(tell);
  };

  // --- Listeners -----------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener && !event.ctrlKey && !event.metaKey && openDialog(opener.dataset.dialog)) event.preventDefault();
    const choice = event.target.closest("[data-theme-choice]");
    if (choice) chooseTheme(choice.dataset.themeChoice);
    const closer = event.target.closest("[data-toast-close]");
    if (closer) closer.closest(".toast-note, .alert").remove();
    if (event.target.matches("dialog[open]")) event.target.close(); // the backdrop
    all("details[data-drop][open]").forEach((drop) => {
      if (!drop.contains(event.target)) drop.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (openDialog("search-dialog")) event.preventDefault();
    }
    if (event.key !== "Escape") return;
    const drop = event.target.closest?.("details[data-drop][open]");
    if (!drop) return;
    drop.open = false;
    one("summary", drop).focus();
  });

  // A printed page shows its reasons.
  window.addEventListener("beforeprint", () =>
    all("details.reason:not([open])").forEach((reason) => {
      reason.open = true;
      reason.dataset.printed = "";
    }),
  );
  window.addEventListener("afterprint", () =>
    all("details[data-printed]").forEach((reason) => {
      reason.open = false;
      delete reason.dataset.printed;
    }),
  );

  // --- Filters of a list: a choice acts at once; what is not set stays out of the address -----
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-filters]");
    if (form && window.htmx && event.target.matches("select")) form.requestSubmit();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.closest("[data-filters]")) return;
    const asked = event.detail.formData;
    [...asked.entries()].forEach(([name, value]) => value || asked.delete(name));
  });

  // Every form of the page carries the same token; the one of signing out is nearly always there.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = one("input[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
  document.addEventListener("say", (event) => say(event.detail));
  document.addEventListener("toast", (event) => toast(event.detail));
  document.addEventListener("later", (event) => keep(event.detail));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    keep({ form: keyOf(form), near: form.closest("[id]:not(main, form, #toasts)")?.id });
  });
  // What htmx put in place of a part: it is said, and the focus stays in it.
  let isWithin = false;
  let inView = null; // what has the focus and is seen: what comes in above it pushes it nowhere
  const isSeen = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > BAR && top < innerHeight;
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    const at = document.activeElement;
    inView = at !== document.body && !event.detail.target.contains(at) && isSeen(at) ? at : null;
    isWithin = event.detail.target.contains(document.activeElement) && document.activeElement !== document.body;
  });
  document.addEventListener("htmx:load", ({ detail: { elt } }) => {
    if (elt === document.body) return;
    const counts = elt.matches("[data-counts]") ? [elt] : all("[data-counts]", elt);
    [elt.dataset.says, ...counts.map((count) => count.textContent)].filter(Boolean).forEach(say);
    if (isWithin && elt.id && (!document.activeElement || document.activeElement === document.body)) focusOn(one("[autofocus]", elt) ?? elt);
    isWithin = false;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (inView?.isConnected && inView === document.activeElement && !isSeen(inView)) inView.scrollIntoView({ block: "nearest", behavior: "instant" });
    inView = null;
  });
  document.addEventListener("htmx:load", (event) => {
    makeClosable(event.detail.elt);
    showHere(event.detail.elt);
  });

  // --- At the start --------------------------------------------------------------------------
  all("[data-theme-switch]").forEach((box) => (box.hidden = false));
  all("[data-search-key]").forEach((key) => {
    key.hidden = false;
    if (/Mac|iPhone|iPad/.test(navigator.platform)) key.textContent = "⌘ K";
  });
  showTheme();
  makeClosable(document);
  showHere(document);
  begin();
})();
