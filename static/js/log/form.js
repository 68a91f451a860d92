// One form of a note, kept as it is typed: a new contact, a change, an amendment.
import { lookAgain, post } from "./send.js";
import { freshUuid } from "./store.js";
import { dialog, forms, isChange, isHomeless, logUrl, opening, sent, showWaiting, toast, waiting } from "./waiting.js";

const one = (selector, within = document) => within.querySelector(selector);
const SOON = 800; // ms after the last key
const LATEST = 4000; // ms after the first key that the server lacks
export const AGAIN = 10_000; // ms between two tries
const MOST_OFFERED = 3;
const TAKEN = 409; // other words have this uuid
const NOT_TYPED = ["csrfmiddlewaretoken", "typed_by", "author", "client_uuid", "seq"];

const collect = (form) => {
  const payload = {};
  new FormData(form).forEach((value, name) => {
    if (!NOT_TYPED.includes(name)) (payload[name] ??= []).push(value);
  });
  if (payload.note || payload.visit) payload.to = [form.getAttribute("action")];
  return payload;
};
const fill = (form, payload) =>
  [...form.elements].forEach((field) => {
    if (!field.name || field.type === "hidden" || field.type === "submit") return;
    const values = payload[field.name] ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  });
// A sheet without a connection lacks some of what may have been chosen before; that goes along.
const carry = (form, payload) =>
  ["who", "student", "completes"].forEach((name) =>
    (payload[name] ?? []).forEach((value) => {
      if ([...form.elements].some((field) => field.name === name && field.value === value)) return;
      if (name !== "who") return form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      const last = one("label.pick:last-of-type:has([name=who])", form);
      const pick = last.cloneNode(true);
      Object.assign(one("input", pick), { value, checked: true });
      one("span", pick).textContent = "Whom you chose before";
      last.after(pick);
    }),
  );
const isTouched = (field) => {
  if (!field.name || field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.type === "select-one") return [...field.options].some((option) => option.selected !== option.defaultSelected && option.defaultSelected);
  return field.value !== field.defaultValue;
};
const clock = () => new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

// `more` = {seq, payload}: what was typed before the server answered with this form. `asked` is when
// it was asked for: the server may have come by a draft since.
export const start = async (form, more = null, asked = Date.now() - performance.now()) => {
  const fields = form.elements;
  const here = {
    form,
    uuid: fields.client_uuid.value,
    seq: more?.seq ?? (Number(fields.seq.value) || 0),
    changes: fields.note?.value ?? "", // the note it changes or amends, or "" for a new one
    timer: 0,
    since: 0,
    dirty: false,
    done: false,
    retry: null, // tries to save again
    store: null,
    say: (text, link) => say(form, text, link),
  };
  forms.add(here);
  form.addEventListener("input", () => typed(here));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "headings") return addHeadings(here, event.submitter.dataset.headings);
    lookAgain();
    save(here);
  });
  here.store = await opening;
  if (more) {
    fill(form, more.payload);
    await typed(here);
  }
  // Fingers are faster than scripts: what is there already was typed, and wins.
  else if (here.dirty || [...fields].some(isTouched)) await typed(here);
  else await restore(here, asked);
  await offer(here);
};
// What to write down, a heading a line, below the words that are there.
const addHeadings = (here, headings) => {
  const text = here.form.elements.text;
  if (!text.value.includes(headings.trim())) text.value = [text.value.trimEnd(), headings].filter(Boolean).join("\n");
  text.focus();
  typed(here);
};
const say = (form, text, href) => {
  const state = one("[data-log-state]", form);
  state.textContent = text;
  if (href) state.append(" ", Object.assign(document.createElement("a"), { href, textContent: "Sign in" }));
};
const nextTo = (address, next) => `${address}?next=${encodeURIComponent(next)}`;
const signIn = (here) => nextTo("/account/login/", pageOf(here));
// Without a place on the device the words are on this page alone: no link leads away from it.
const sayAnother = (here, { says }) =>
  here.store
    ? here.say(`${says} They are kept on this device.`, nextTo("/account/logout/", signIn(here)))
    : here.say(`${says} Keep this page open.`);
const studentOf = (form) => one("input[type=hidden][name=student]", form).value;
const pageOf = ({ form, changes }) => (changes || form.elements.visit ? form.getAttribute("action") : `${logUrl}?student=${studentOf(form)}`);

// --- A draft -----------------------------------------------------------------------------------
const typed = async (here) => {
  here.seq += 1;
  here.dirty = true;
  here.retry = null;
  here.say("Saving…");
  clearTimeout(here.timer);
  here.since ||= Date.now();
  here.timer = setTimeout(() => sync(here), Math.max(0, Math.min(SOON, here.since + LATEST - Date.now())));
  await here.store?.put({ uuid: here.uuid, seq: here.seq, state: "typed", payload: collect(here.form) });
};
const sync = async (here) => {
  clearTimeout(here.timer);
  here.since = 0;
  here.retry = null;
  if (here.done) return;
  const { form, store, seq } = here;
  const payload = collect(form);
  if (isHomeless({ payload })) return here.say(store ? "Kept on this device." : "Nothing can be kept on this device. Keep this page open.");
  const answer = await post(form.dataset.draft, sent(payload, here));
  if (here.done || here.retry) return;
  if (answer.status === TAKEN) {
    // Overtaken by what was typed since, which is sent next; or another window wrote, too.
    if (seq !== here.seq) return;
    const uuid = here.uuid;
    here.uuid = form.elements.client_uuid.value = freshUuid();
    await store?.put({ uuid: here.uuid, seq, state: "typed", payload });
    await store?.leave(uuid, seq);
    await sync(here);
  } else if (answer.is === "kept") {
    await store?.settle(here.uuid, seq, "kept");
    if (seq === here.seq) {
      here.dirty = false;
      here.say(`Saved as a draft ${clock()}`);
    }
  } else if (answer.is === "signed-out") {
    here.say("Your session is over. Your words are kept on this device.", signIn(here));
  } else if (answer.is === "another") {
    here.retry = () => sync(here);
    sayAnother(here, answer);
  } else if (answer.is === "offline") {
    const left = (await waiting()).length;
    here.say(store ? `Waiting for connection (${left || 1})` : "Waiting for connection. Keep this page open.");
    here.timer = setTimeout(() => sync(here), AGAIN);
  } else here.say("This draft could not be kept on the server.");
};

// --- What was typed before -----------------------------------------------------------------------
const isOf = (here, note) => {
  if (here.changes || isChange(note)) return note.payload.note?.[0] === here.changes;
  if (note.payload.visit?.[0] !== here.form.elements.visit?.value) return false;
  return note.state !== "ready" && note.payload.student?.[0] === studentOf(here.form);
};
const restore = async (here, asked) => {
  const { form, store } = here;
  // Nobody is asked who they are where there is no connection: what somebody typed before waits.
  if (!store || form.dataset.fresh || form.matches("[data-log-cold]")) return;
  const last = (await store.all()).filter((note) => isOf(here, note)).at(-1);
  if (!last || (last.uuid === here.uuid && last.seq <= here.seq)) return;
  if (last.state === "kept" && last.settled < asked) return;
  fill(form, last.payload);
  if (form.matches("[data-log-blank]")) carry(form, last.payload);
  here.uuid = form.elements.client_uuid.value = last.uuid;
  here.seq = last.seq;
  if (here.changes) showRestored(here, last.payload);
  here.say("What you typed on this device is back.");
  // It was saved without a connection: that is done first, as it was meant then.
  if (last.state === "ready") await save(here, last.payload);
};
const showRestored = ({ form, uuid }, payload) => {
  const version = form.elements.version;
  const isStale = !form.elements.amend && version.value !== payload.version?.[0];
  one("[data-log-restored]", form).hidden = false;
  one("[data-log-stale]", form).hidden = !isStale;
  if (payload.version) version.value = payload.version[0];
  document.getElementById("note-change-over").elements.client_uuid.value = uuid;
};

// --- Saving -----------------------------------------------------------------------------------------
const save = async (here, payload = collect(here.form)) => {
  const { form, store } = here;
  if (here.done) return;
  here.done = true;
  here.retry = null;
  clearTimeout(here.timer);
  const button = one("button.btn-primary", form);
  button.disabled = true;
  here.say("Saving…");
  here.seq += 1;
  await store?.put({ uuid: here.uuid, seq: here.seq, state: "ready", payload });
  if (isHomeless({ payload })) return putDown(here);
  const answer = await post(form.getAttribute("action"), sent(payload, here));
  button.disabled = false;
  if (answer.is === "saved") await saved(here, answer);
  else if (answer.is === "refused") await refused(here, answer, payload);
  else if (here.changes || answer.is === "another") await putOff(here, answer, payload);
  else if (store) await putAway(here, answer);
  else {
    here.done = false;
    here.say("No connection. Keep this page open and save again.");
  }
};
const saved = async (here, answer) => {
  await here.store?.remove(here.uuid);
  forms.delete(here);
  const link = dialog.dataset.opener;
  const isHere = answer.url === location.pathname + location.search;
  // The page that comes says it, once: nothing else may be asked for in between.
  document.dispatchEvent(new CustomEvent("later", { detail: { says: answer.says, opens: answer.opens, undo: answer.undo, link: isHere ? link : "" } }));
  dialog.close();
  if (isHere) location.reload();
  else location.assign(answer.url);
};
const refused = async (here, answer, payload) => {
  await here.store?.put({ uuid: here.uuid, seq: here.seq, state: "typed", payload });
  here.done = false;
  // What is missing, or how the note reads by now; the words are in it.
  if (answer.status === 422 || answer.status === TAKEN) {
    forms.delete(here);
    show(here.form.parentElement, answer.html, { seq: here.seq, payload });
  } else here.say("You no longer serve this student. Your words are kept on this device.");
};
// A change stays in its form, which tries again until something else is typed; so do words that
// somebody else would send.
const putOff = async (here, answer, payload) => {
  here.done = false;
  if (here.store) here.retry = () => save(here, payload);
  if (answer.is === "another") sayAnother(here, answer);
  else if (answer.is === "signed-out") here.say("Your session is over. Your words are kept on this device; they are saved when you are back.", signIn(here));
  else if (here.store) here.say("Waiting for connection. It is kept on this device and saved when you are back online.");
  else here.say("No connection. Keep this page open and save again.");
  await showWaiting(answer.is);
};
// A new note is out of the way; it is sent from any page.
const putAway = async (here, answer) => {
  forms.delete(here);
  if (dialog.contains(here.form)) dialog.close();
  else here.form.replaceWith(Object.assign(document.createElement("p"), { textContent: "Kept on this device." }));
  document.dispatchEvent(new CustomEvent("note-kept"));
  const why = answer.is === "signed-out" ? "Your session is over: sign in again and it is saved." : "It is saved when you are back online.";
  toast(`Kept on this device. ${why}`, "warn");
  await showWaiting(answer.is);
};

// It names no student yet: whoever opens the sheet of one says that it is about them.
const putDown = async ({ form, store }) => {
  if (!store) return say(form, "Nothing can be kept on this device. Keep this page open.");
  form.replaceWith(Object.assign(document.createElement("p"), { textContent: "Kept on this device. When there is a connection, log a contact with the student: it is offered there." }));
  await showWaiting();
};
const offer = async (here) => {
  const left = here.changes || here.form.matches("[data-log-blank]") ? [] : (await waiting()).filter(isHomeless);
  left.slice(0, MOST_OFFERED).forEach((note) => {
    const said = [note.payload.about?.[0], note.payload.text?.[0]].filter(Boolean).join(": ").slice(0, 90);
    const line = Object.assign(document.createElement("p"), { className: "log-restored" });
    const words = Object.assign(document.createElement("span"), { textContent: `Written without a connection ${new Date(note.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}. ${said}` });
    const take = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: "It is about this student" });
    take.addEventListener("click", () => adopt(here, note));
    line.dataset.logHomeless = "";
    line.append(words, " ", take);
    one(".log-who", here.form).after(line);
  });
};
const adopt = async (here, note) => {
  const { form } = here;
  clearTimeout(here.timer);
  // What was typed here before is a draft of its own, sent under its own number.
  if (!here.dirty && ![...form.elements].some(isTouched)) await here.store.remove(here.uuid);
  fill(form, note.payload);
  carry(form, { ...note.payload, student: [] });
  here.uuid = form.elements.client_uuid.value = note.uuid;
  here.seq = note.seq;
  form.querySelectorAll("[data-log-homeless]").forEach((line) => line.remove());
  await typed(here);
  here.say("It is about this student now. Look through it and save.");
  one("button.btn-primary", form).focus();
};

// --- A form that the server sent ----------------------------------------------------------------
export const parse = (html) => new DOMParser().parseFromString(html, "text/html").body;
export const show = (box, html, more, asked) => put(box, parse(html), more, asked);
// Forms that are no longer on the page send nothing more; answers how many there were.
export const letGo = () => {
  const gone = [...forms].filter((here) => !document.body.contains(here.form));
  gone.forEach((here) => {
    clearTimeout(here.timer);
    forms.delete(here);
  });
  return gone.length;
};
// The page is called what its form does by now: a change of a signed note amends it.
const rename = ({ heading, subtitle }) => {
  const title = one("main h1");
  document.title = document.title.replace(title.textContent.trim(), heading);
  title.textContent = heading;
  one("main .subtitle").textContent = subtitle;
};
export const put = (box, parsed, more, asked) => {
  box.replaceChildren(...parsed.childNodes);
  letGo();
  const form = one("[data-log-form]", box);
  if (form) start(form, more, asked);
  if (form?.dataset.heading) rename(form.dataset);
  (one("[role=alert]", box) ?? one("input:checked, input[type=search]", box))?.focus();
  if (globalThis.htmx) globalThis.htmx.process(box);
};
