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

  // --- Toasts --------------------------------------------------------------------------------
  const toast = ({ text, tone = "info", href = "", link = "" }) => {
    const note = one("#toast-template").content.firstElementChild.cloneNode(true);
    note.classList.add(`tone-${tone}`);
    one("p", note).textContent = text;
    if (href) one("p", note).append(" ", Object.assign(document.createElement("a"), { href, textContent: link }));
    one("#toasts").append(note);
    // Problems stay until dismissed.
    if (tone === "good" || tone === "info") setTimeout(() => note.remove(), 8000);
  };
  const makeClosable = (within) =>
    all("[data-closable]", within).forEach((alert) => {
      alert.removeAttribute("data-closable");
      const button = one("[data-toast-close]", one("#toast-template").content).cloneNode(true);
      alert.append(button);
    });

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
  document.addEventListener("toast", (event) => toast(event.detail));
  document.addEventListener("htmx:load", (event) => makeClosable(event.detail.elt));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    const text = status === 403 ? "You are not allowed to do that." : "That did not work. Nothing was changed; try again.";
    toast({ text, tone: "danger" });
  });
  document.addEventListener("htmx:sendError", () =>
    toast({ text: "No connection. Nothing was sent; try again when you are back online.", tone: "danger" }),
  );

  // --- At the start --------------------------------------------------------------------------
  all("[data-theme-switch]").forEach((box) => (box.hidden = false));
  all("[data-search-key]").forEach((key) => {
    key.hidden = false;
    if (/Mac|iPhone|iPad/.test(navigator.platform)) key.textContent = "⌘ K";
  });
  showTheme();
  makeClosable(document);
})();
