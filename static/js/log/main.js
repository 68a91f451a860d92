// The log of a contact: a sheet over any page, kept as it is typed, sent when there is a connection.
// The forms that change and amend a note are kept alike. Without this they are pages that save.
import { askForBlank, beginCold, blankFor, namedHere } from "./blank.js";
import { AGAIN, letGo, parse, put, show, start } from "./form.js";
import { isHeld, lookAgain } from "./send.js";
import { keepDay, showDay } from "./road.js";
import { begin, forget, unsaved } from "./words.js";
import { again, count, dialog, flush, forms, logUrl, opening, toast, user, waiting } from "./waiting.js";

const one = (selector, within = document) => within.querySelector(selector);
const sheet = one("#log-sheet");
const PATIENCE = 8000; // ms until the sheet opens as if there were no connection
const LATELY = 12 * 60 * 60 * 1000; // ms in which a draft that the server has is known here, too

// --- The sheet -------------------------------------------------------------------------------------
const inSheet = () => [...forms].find((here) => dialog.contains(here.form));
const openSheet = async (href, link = null) => {
  const url = new URL(href, location.href);
  if (!dialog.open) {
    dialog.dataset.opener = link?.dataset.call ?? link?.getAttribute("href") ?? "";
    sheet.replaceChildren(one("#log-loading").content.cloneNode(true));
    dialog.showModal();
  }
  if (!url.searchParams.has("next") && !location.pathname.startsWith(logUrl)) url.searchParams.set("next", location.pathname + location.search);
  const asked = Date.now();
  let response;
  let html;
  try {
    response = await fetch(url, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout?.(PATIENCE) });
    html = await response.text();
  } catch {
    openWithout(url, link);
    return;
  }
  const elsewhere = response.headers.get("HX-Redirect");
  const author = one("[name=author]", parse(html))?.value ?? user;
  if (elsewhere) location.assign(elsewhere);
  // Not the sheet of whoever this page belongs to: it opens as a page of the person signed in.
  else if (!response.ok || author !== user) location.assign(url);
  else {
    show(sheet, html, null, asked);
    if (url.searchParams.has("new") && inSheet()) inSheet().form.dataset.fresh = "yes";
  }
};
const choose = (form, chosen) =>
  Object.entries(chosen).forEach(([name, value]) => {
    const field = one(`[name="${name}"][value="${value}"]`, form);
    if (field && !field.checked) field.click();
  });
const openWithout = (url, link) => {
  const found = link && (url.searchParams.has("student") ? blankFor(link, url) : namedHere());
  if (found) return put(sheet, found, null, Date.now() - LATELY);
  dialog.close();
  toast("No connection. Without one, a contact is logged from a page that is open and names the student; notes already typed are kept.", "danger");
};

// --- Signing out -------------------------------------------------------------------------------------
// It warns while the server lacks something, and clears only what it has.
const signOut = async (form) => {
  await flush();
  const left = await waiting();
  const typed = await unsaved();
  const notes = left.length ? `${count(left.length)} not sent yet. They stay on this device, locked, until you sign in here again. ` : "";
  const words = typed ? `What you typed into ${typed === 1 ? "a form" : `${typed} forms`} and did not save is deleted from this device. ` : "";
  if ((notes || words) && !window.confirm(`${notes}${words}Sign out?`)) return;
  await forget();
  const store = await opening;
  await store?.dropDay();
  for (const note of (await store?.all()) ?? []) if (note.state === "kept") await store.remove(note.uuid);
  if (!left.length) await store?.forgetKey();
  document.dispatchEvent(new CustomEvent("signing-out"));
  form.dataset.sure = "yes";
  form.requestSubmit();
};
const startOver = async (form) => {
  const store = await opening;
  forms.forEach((here) => {
    if (here.uuid !== form.elements.client_uuid.value) return;
    here.done = true;
    clearTimeout(here.timer);
  });
  await store?.remove(form.elements.client_uuid.value);
  form.dataset.sure = "yes";
  form.requestSubmit();
};

// --- At the start ----------------------------------------------------------------------------------
if (user) {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("[data-sign-out], [data-log-over]") || form.dataset.sure) return;
      event.preventDefault();
      if (form.matches("[data-sign-out]")) signOut(form);
      else startOver(form);
    },
    true,
  );
  begin();
}
if (dialog && user) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-log]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches("[data-log-new]")) {
      const store = await opening;
      const here = [...forms].find((open) => open.form.contains(link));
      if (here) await store?.remove(here.uuid);
    }
    openSheet(link.href, link);
  });
  // A call: the device dials, and the sheet for its outcome is open when the person looks again.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[data-call], a[data-call-who]");
    if (link?.dataset.call) openSheet(link.dataset.call, link);
    else if (link) choose(link.closest("form"), { kind: "call", who: link.dataset.callWho });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#log-dialog [data-log-find]")) return;
    event.preventDefault();
    openSheet(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
  });
  // A sheet that is closed keeps what was typed; it opens again with it.
  dialog.addEventListener("close", () => {
    sheet.replaceChildren();
    if (letGo()) again();
  });
  window.addEventListener("online", again);
  window.addEventListener("focus", () => {
    if (!isHeld()) return;
    lookAgain();
    again();
  });
  // A page that comes back as it was left shows what is true now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && one("main [data-log-form]")) location.reload();
  });
  setInterval(async () => (await waiting()).length && again(), AGAIN);
  const form = one("main [data-log-form]");
  const isCold = form?.matches("[data-log-cold]");
  if (isCold) beginCold(form);
  if (form) start(form).then(again);
  else again();
  if (isCold) showDay(one("[data-cold-visits]"));
  else {
    askForBlank();
    keepDay();
  }
}
