// The log of a contact: a sheet over any page, kept as it is typed, sent when there is a connection.
// Without this the same form is a page that saves.
import { post } from "./send.js";
import { freshUuid, openStore } from "./store.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const SOON = 800; // ms after the last key
const LATEST = 4000; // ms after the first key that the server lacks
const AGAIN = 10_000; // ms between two tries
const TAKEN = 409; // other words have this uuid

const user = document.body.dataset.user;
const dialog = one("#log-dialog");
const sheet = one("#log-sheet");
const logUrl = dialog?.dataset.logUrl;
const draftUrl = dialog?.dataset.draftUrl;
const toast = (text, tone = "info") => document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone } }));
const notes = (n) => (n === 1 ? "1 note" : `${n} notes`);

const opening = openStore(user).catch(() => null);
let current = null; // the form that is open

// --- What waits ------------------------------------------------------------------------------------
const waiting = async () => {
  const store = await opening;
  return store ? (await store.all()).filter((note) => note.state !== "kept") : [];
};
const showWaiting = async (why = "") => {
  const left = (await waiting()).filter((note) => note.state === "ready" || note.uuid !== current?.uuid);
  const badge = one("[data-log-wait]");
  if (!badge) return;
  badge.hidden = !left.length;
  one("span", badge).textContent = why === "signed-out" ? `Sign in to save (${left.length})` : `Waiting for connection (${left.length})`;
};

// --- Sending what waits ----------------------------------------------------------------------------
const moved = async (store, note) => {
  const apart = { ...note, uuid: freshUuid() };
  await store.put(apart);
  await store.leave(note.uuid, note.seq);
  return apart;
};
const send = async (store, note) => {
  const ready = note.state === "ready";
  const answer = await post(ready ? logUrl : draftUrl, { ...note.payload, client_uuid: [note.uuid], seq: [String(note.seq)] });
  // Other words have its uuid, as another window's draft or as the note: these get one of their own.
  if (!ready && answer.status === TAKEN) return send(store, await moved(store, note));
  if (answer.is === "saved") await store.remove(note.uuid);
  else if (answer.is === "kept") await store.settle(note.uuid, note.seq, "kept");
  // What is refused is no longer tried by itself: it opens again with its student.
  else if (answer.is === "refused" && ready) await store.put({ ...note, state: "typed", at: note.at });
  return answer;
};
const flush = async () => {
  const store = await opening;
  if (!store || !logUrl) return;
  let why = "";
  let saved = 0;
  for (const note of await waiting()) {
    if (note.uuid === current?.uuid && note.state !== "ready") continue;
    const answer = await send(store, note);
    saved += answer.is === "saved" && note.state === "ready";
    if (answer.is === "refused" && note.state === "ready") toast("A note could not be saved. Open it again: your words are kept.", "warn");
    if (answer.is !== "offline" && answer.is !== "signed-out") continue;
    why = answer.is;
    break;
  }
  if (saved) toast(`${notes(saved)} saved that waited on this device.`, "good");
  await showWaiting(why);
};
const flushAlone = () => (navigator.locks ? navigator.locks.request("psa-notes", { ifAvailable: true }, (lock) => lock && flush()) : flush());

// --- One form --------------------------------------------------------------------------------------
const collect = (form) => {
  const payload = {};
  new FormData(form).forEach((value, name) => {
    if (name !== "csrfmiddlewaretoken" && name !== "client_uuid" && name !== "seq") (payload[name] ??= []).push(value);
  });
  return payload;
};
const fill = (form, payload) =>
  [...form.elements].forEach((field) => {
    if (!field.name || ["csrfmiddlewaretoken", "client_uuid", "seq", "next"].includes(field.name)) return;
    if (field.type === "hidden") return;
    const values = payload[field.name] ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  });
const clock = () => new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

const start = async (form) => {
  const here = (current = {
    form,
    uuid: form.elements.client_uuid.value,
    seq: Number(form.elements.seq.value) || 0,
    timer: 0,
    since: 0,
    dirty: false,
    done: false,
  });
  const say = (text, href) => {
    const state = one("[data-log-state]", form);
    state.textContent = text;
    if (href) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = "Sign in";
      state.append(" ", link);
    }
  };
  let store = null;

  const sync = async () => {
    clearTimeout(here.timer);
    here.since = 0;
    if (here.done) return;
    const seq = here.seq;
    const payload = collect(form);
    const answer = await post(form.dataset.draft, { ...payload, client_uuid: [here.uuid], seq: [String(seq)] });
    if (here.done) return;
    if (answer.status === TAKEN) {
      // Overtaken by what was typed since, which is sent next; or another window wrote, too.
      if (seq !== here.seq) return;
      const uuid = here.uuid;
      here.uuid = form.elements.client_uuid.value = freshUuid();
      await store?.put({ uuid: here.uuid, seq, state: "typed", payload });
      await store?.leave(uuid, seq);
      await sync();
    } else if (answer.is === "kept") {
      await store?.settle(here.uuid, seq, "kept");
      if (seq === here.seq) {
        here.dirty = false;
        say(`Saved as a draft ${clock()}`);
      }
    } else if (answer.is === "signed-out") {
      say("Your session is over. Your words are kept on this device.", `/account/login/?next=${encodeURIComponent(`${logUrl}?student=${form.elements.student.value ?? form.elements.student[0].value}`)}`);
    } else if (answer.is === "offline") {
      const left = (await waiting()).length;
      say(store ? `Waiting for connection (${left || 1})` : "Waiting for connection. Keep this page open.");
      here.timer = setTimeout(sync, AGAIN);
    } else say("This draft could not be kept on the server.");
  };
  const typed = async () => {
    here.seq += 1;
    here.dirty = true;
    say("Saving…");
    clearTimeout(here.timer);
    here.since ||= Date.now();
    here.timer = setTimeout(sync, Math.max(0, Math.min(SOON, here.since + LATEST - Date.now())));
    await store?.put({ uuid: here.uuid, seq: here.seq, state: "typed", payload: collect(form) });
  };
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(here, store, say);
  });
  store = await opening;
  // Fingers are faster than scripts: what is there already was typed, and wins.
  if (here.dirty || [...form.elements].some(isTouched)) await typed();
  else await restore(here, store, say);
};
const isTouched = (field) => {
  if (!field.name || field.type === "hidden") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.type === "select-one") return [...field.options].some((option) => option.selected !== option.defaultSelected && option.defaultSelected);
  return field.value !== field.defaultValue;
};

const restore = async (here, store, say) => {
  if (!store || here.form.dataset.fresh) return;
  const student = one("input[type=hidden][name=student]", here.form).value;
  const mine = (await store.all()).filter((note) => note.state !== "ready" && note.payload.student?.[0] === student);
  const last = mine.at(-1);
  if (!last || (last.uuid === here.uuid && last.seq <= here.seq) || last.state === "kept") return;
  fill(here.form, last.payload);
  here.uuid = here.form.elements.client_uuid.value = last.uuid;
  here.seq = last.seq;
  say("What you typed on this device is back.");
};

const save = async (here, store, say) => {
  if (here.done) return;
  here.done = true;
  clearTimeout(here.timer);
  const button = one("button[type=submit]", here.form);
  button.disabled = true;
  say("Saving…");
  const payload = collect(here.form);
  here.seq += 1;
  await store?.put({ uuid: here.uuid, seq: here.seq, state: "ready", payload });
  const answer = await post(logUrl, { ...payload, client_uuid: [here.uuid], seq: [String(here.seq)] });
  button.disabled = false;
  if (answer.is === "saved") {
    await store?.remove(here.uuid);
    current = null;
    dialog.close();
    location.assign(answer.url);
    if (answer.url === location.pathname + location.search) location.reload();
  } else if (answer.is === "refused") {
    await store?.put({ uuid: here.uuid, seq: here.seq, state: "typed", payload });
    here.done = false;
    if (answer.status === 422) show(here.form.parentElement, answer.html);
    else say("You no longer serve this student. Your words are kept on this device.");
  } else if (store) {
    current = null;
    const inDialog = dialog.contains(here.form);
    if (inDialog) dialog.close();
    else here.form.replaceWith(Object.assign(document.createElement("p"), { textContent: "Kept on this device." }));
    const why = answer.is === "signed-out" ? "Your session is over: sign in again and it is saved." : "It is saved when you are back online.";
    toast(`Kept on this device. ${why}`, "warn");
    await showWaiting(answer.is);
  } else {
    here.done = false;
    say("No connection. Keep this page open and save again.");
  }
};

// --- The sheet -------------------------------------------------------------------------------------
const show = (box, html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  box.replaceChildren(...parsed.body.childNodes);
  const form = one("[data-log-form]", box);
  if (form) start(form);
  (one(".field-error", box)?.closest("fieldset, .field")?.querySelector("input, textarea") ?? one("input:checked, input[type=search]", box))?.focus();
  if (globalThis.htmx) globalThis.htmx.process(box);
};
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
    if (url.searchParams.has("new") && current) current.form.dataset.fresh = "yes";
  }
};

// --- At the start ----------------------------------------------------------------------------------
if (dialog && user) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-log]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches("[data-log-new]")) {
      const store = await opening;
      if (current) await store?.remove(current.uuid);
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
    if (current && !document.body.contains(current.form)) {
      clearTimeout(current.timer);
      current = null;
      flushAlone();
    }
  });
  // Signing out warns while the server lacks something, and clears only what it has.
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!form.matches("[data-sign-out]") || form.dataset.sure) return;
      event.preventDefault();
      await flush();
      const left = await waiting();
      const question = `${notes(left.length)} not sent yet. They stay on this device, locked, until you sign in here again. Sign out?`;
      if (left.length && !window.confirm(question)) return;
      const store = await opening;
      for (const note of (await store?.all()) ?? []) if (note.state === "kept") await store.remove(note.uuid);
      if (!left.length) await store?.forgetKey();
      form.dataset.sure = "yes";
      form.requestSubmit();
    },
    true,
  );
  window.addEventListener("online", flushAlone);
  setInterval(async () => (await waiting()).length && flushAlone(), AGAIN);
  const form = one("#log-page [data-log-form]");
  if (form) start(form).then(flushAlone);
  else flushAlone();
}
