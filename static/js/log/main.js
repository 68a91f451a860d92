// The log of a contact: a sheet over any page, kept as it is typed, sent when there is a connection.
// The forms that change and amend a note are kept alike. Without this they are pages that save.
import { AGAIN, show, start } from "./form.js";
import { again, count, dialog, flush, forms, logUrl, opening, toast, user, waiting } from "./waiting.js";

const one = (selector, within = document) => within.querySelector(selector);
const sheet = one("#log-sheet");

// --- The sheet -------------------------------------------------------------------------------------
const inSheet = () => [...forms].find((here) => dialog.contains(here.form));
const openSheet = async (href) => {
  const url = new URL(href, location.href);
  if (!dialog.open) {
    sheet.replaceChildren(one("#log-loading").content.cloneNode(true));
    dialog.showModal();
  }
  if (!url.searchParams.has("next") && !location.pathname.startsWith(logUrl)) url.searchParams.set("next", location.pathname + location.search);
  const part = new URL(url);
  let response;
  try {
    response = await fetch(part, { headers: { "HX-Request": "true" } });
  } catch {
    dialog.close();
    toast("No connection. The sheet opens when you are back online; notes already typed are kept.", "danger");
    return;
  }
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  else if (!response.ok) location.assign(url);
  else {
    show(sheet, await response.text());
    if (url.searchParams.has("new") && inSheet()) inSheet().form.dataset.fresh = "yes";
  }
};

// --- Signing out -------------------------------------------------------------------------------------
// It warns while the server lacks something, and clears only what it has.
const signOut = async (form) => {
  await flush();
  const left = await waiting();
  const question = `${count(left.length)} not sent yet. They stay on this device, locked, until you sign in here again. Sign out?`;
  if (left.length && !window.confirm(question)) return;
  const store = await opening;
  for (const note of (await store?.all()) ?? []) if (note.state === "kept") await store.remove(note.uuid);
  if (!left.length) await store?.forgetKey();
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
    openSheet(link.href);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#log-dialog [data-log-find]")) return;
    event.preventDefault();
    openSheet(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
  });
  // A sheet that is closed keeps what was typed; it opens again with it.
  dialog.addEventListener("close", () => {
    sheet.replaceChildren();
    const closed = [...forms].filter((here) => !document.body.contains(here.form));
    closed.forEach((here) => {
      clearTimeout(here.timer);
      forms.delete(here);
    });
    if (closed.length) again();
  });
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
  window.addEventListener("online", again);
  // A page that comes back as it was left shows what is true now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && one("main [data-log-form]")) location.reload();
  });
  setInterval(async () => (await waiting()).length && again(), AGAIN);
  const form = one("main [data-log-form]");
  if (form) start(form).then(again);
  else again();
}
