// What waits on this device until the server has it, and sending it: new notes, and the changes and
// amendments of notes, which name their note and where they are sent (`to`).
import { isHeld, post } from "./send.js";
import { freshUuid, openStore } from "./store.js";

const one = (selector, within = document) => within.querySelector(selector);
const TAKEN = 409; // other words have this uuid

export const user = document.body.dataset.user;
export const dialog = one("#log-dialog");
export const logUrl = dialog?.dataset.logUrl;
const draftUrl = dialog?.dataset.draftUrl;
export const toast = (text, tone = "info", link) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone, ...link } }));
export const count = (n) => (n === 1 ? "1 note" : `${n} notes`);

export const opening = openStore(user).catch(() => null);
export const forms = new Set(); // those that are open, each with its uuid: they send for themselves
const isOpen = (note) => [...forms].some((here) => here.uuid === note.uuid);
export const isChange = (note) => Boolean(note.payload.note);

// Written on a cold start without a connection: about whom is said in words, and chosen later.
export const isHomeless = ({ payload }) => !payload.student?.[0] && !payload.note;

export const waiting = async () => {
  const store = await opening;
  return store ? (await store.all()).filter((note) => note.state !== "kept") : [];
};
export const showWaiting = async (why = "") => {
  const left = (await waiting()).filter((note) => note.state === "ready" || !isOpen(note));
  const badge = one("[data-log-wait]");
  if (!badge) return;
  badge.hidden = !left.length;
  if (left.length && left.every(isHomeless)) return (one("span", badge).textContent = `Choose the student (${left.length})`);
  one("span", badge).textContent = isHeld() || why === "signed-out" ? `Sign in to save (${left.length})` : `Waiting for connection (${left.length})`;
};

// Whose page it is goes along: somebody else may be signed in by now.
export const sent = ({ to, ...said }, { uuid, seq }) => ({ ...said, author: [user], client_uuid: [uuid], seq: [String(seq)] });
const refused = (note) => {
  const { visit, to } = note.payload;
  if (visit) return toast("What you wrote at a door could not be saved as it is. Your words are kept.", "warn", { href: to[0], link: "See both" });
  if (!isChange(note)) return toast("A note could not be saved. Open it again: your words are kept.", "warn");
  return toast("A change to a note could not be saved: the note has changed since. Your words are kept.", "warn", { href: note.payload.to[0], link: "See both" });
};
const send = async (store, note) => {
  const ready = note.state === "ready";
  const url = ready ? (note.payload.to?.[0] ?? logUrl) : draftUrl;
  const answer = await post(url, sent(note.payload, note));
  // Other words have its uuid, as another window's draft or as the note: these get one of their own.
  if (!ready && answer.status === TAKEN) {
    const uuid = freshUuid();
    return (await store.move(note.uuid, note.seq, uuid)) ? send(store, { ...note, uuid }) : answer;
  }
  if (answer.is === "saved") await store.remove(note.uuid);
  else if (answer.is === "kept") await store.settle(note.uuid, note.seq, "kept");
  // What is refused is no longer tried by itself: it opens again with its student or its note.
  else if (answer.is === "refused" && ready) {
    await store.put({ ...note, state: "typed" });
    refused(note);
  }
  return answer;
};
export const flush = async () => {
  const store = await opening;
  if (!store || !logUrl) return;
  let why = "";
  let saved = 0;
  let met = 0; // what was refused says so itself
  for (const note of await waiting()) {
    if (isOpen(note) || isHomeless(note)) continue;
    const answer = await send(store, note);
    saved += answer.is === "saved" && note.state === "ready";
    met += answer.is === "refused";
    if (!["offline", "signed-out", "another"].includes(answer.is)) continue;
    why = answer.is;
    if (answer.status !== 403) break; // of one note it may be no longer allowed; the next are tried
  }
  const says = `${count(saved)} saved that waited on this device.`;
  // The day shows what is true by now.
  if (saved && !met && one("[data-visits-today]")) {
    document.dispatchEvent(new CustomEvent("later", { detail: { says, link: "" } }));
    return location.reload();
  }
  if (saved) toast(says, "good");
  await showWaiting(why);
};
const flushAlone = () => (navigator.locks ? navigator.locks.request("psa-notes", { ifAvailable: true }, (lock) => lock && flush()) : flush());
// Forms that could not save try again, and so does what is in no form.
export const again = async () => {
  if (isHeld()) return;
  forms.forEach((here) => here.retry?.());
  await flushAlone();
};
