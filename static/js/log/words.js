// Long texts of every form but those of notes, which have drafts: kept on this device as they are
// typed, until the server has them or the person signs out. Nobody else on it can read them.
import { freshUuid } from "./store.js";
import { opening, user } from "./waiting.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const SOON = 300; // ms after the last key
const PATIENCE = 1000; // ms that sending waits for the device
const OLDEST = 14 * 24 * 60 * 60 * 1000; // ms
const SAVED = "typed_saved"; // a cookie: what the server has
const MARK = "typed_mark";

const isOurs = (form) => form?.matches("form:not([data-log-form])") && Boolean(one("input[name=typed_by]", form));
const texts = (form) => all("textarea[name]", form);
// A box that is ticked says that one stands for something: it is ticked anew.
const fields = (form) => all("textarea[name], select[name], input[name]:not([type=hidden], [type=checkbox], [type=password], [type=file])", form);
// Whom and what a form is about goes into the name of its words: they are never another child's.
const about = (form) => all(["notice", "student", "adult", "case", "task"].map((name) => `input[type=hidden][name=${name}]`).join(), form);
const idOf = (form) =>
  [user, form.getAttribute("action") || location.pathname, texts(form)[0].id, ...about(form).map(({ name, value }) => `${name}=${value}`)].join(" ");
// What was read when the words were typed: digests that go along unseen.
const DIGESTS = ["questions", "read", "against"];
const read = (form) => all(DIGESTS.map((name) => `input[type=hidden][name=${name}]`).join(), form);
const collect = (form) => [...fields(form), ...read(form)].flatMap((field) => (field.type === "radio" && !field.checked ? [] : [[field.name, field.value]]));
// A form that came back has its mark: its boxes begin with what was typed, and nobody has saved it.
const marked = (form) => one(`input[name=${MARK}]`, form);
const isTyped = (form) => texts(form).some((text) => text.value !== text.defaultValue || (marked(form) && text.value));
const say = (form, words, isBack = false) => {
  const line = one("[data-words]", form);
  if (!line) return;
  line.hidden = false;
  line.classList.toggle("is-back", isBack);
  one("span", line).textContent = words;
  one("[data-words-over]", line).hidden = !isBack;
};

// --- As it is typed -----------------------------------------------------------------------------
const timers = new WeakMap();
const keep = async (form) => {
  clearTimeout(timers.get(form));
  const store = await opening;
  if (!store) return;
  if (isTyped(form)) await store.keep({ id: idOf(form), mark: marked(form)?.value ?? "", payload: collect(form) });
  else await store.remove(idOf(form));
  if (isTyped(form) && !form.dataset.kept) say(form, "Kept on this device until you save.");
};
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!isOurs(form)) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), SOON));
});

// --- Sending: the device has it first -------------------------------------------------------------
const mark = (form, value = freshUuid()) => {
  if (!marked(form)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: MARK, value }));
};
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!isOurs(form) || !isTyped(form) || form.dataset.kept === "yes") return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.kept) return; // a second click
    form.dataset.kept = "soon";
    mark(form);
    await Promise.race([keep(form), new Promise((done) => setTimeout(done, PATIENCE))]);
    form.dataset.kept = "yes";
    if (navigator.onLine) form.requestSubmit(event.submitter);
    else say(form, "No connection. What you typed is kept on this device: save again when you are back online.");
    delete form.dataset.kept;
  },
  true,
);

// --- What was typed before ----------------------------------------------------------------------
const fill = (form, payload) =>
  fields(form).forEach((field) => {
    const values = payload.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  });
const restore = async (form, store) => {
  const kept = await store.kept(idOf(form));
  // Fingers are faster than scripts: what is there already was typed, and wins.
  if (!kept || isTyped(form)) return;
  const was = new Map(texts(form).map((text) => [text.name, text.value]));
  if (!kept.payload.some(([name, value]) => was.has(name) && was.get(name) !== value)) return;
  fill(form, kept.payload);
  if (kept.mark) mark(form, kept.mark); // sent once, and not saved: the server may have it, too
  const reason = form.closest("details:not([open])");
  if (reason) reason.open = true;
  const now = new Map(read(form).map(({ name, value }) => [name, value]));
  const isAsBefore = kept.payload.every(([name, value]) => !DIGESTS.includes(name) || now.get(name) === value);
  say(form, isAsBefore ? "What you typed on this device is back, not saved yet." : "The questions have changed since you typed this. It is not saved yet.", true);
};
document.addEventListener("click", async ({ target }) => {
  const form = target.closest("[data-words-over]")?.form;
  if (!form) return;
  form.reset();
  marked(form)?.remove();
  one("[data-words]", form).hidden = true;
  texts(form)[0].focus();
  await (await opening)?.remove(idOf(form));
});

// --- Letting go ----------------------------------------------------------------------------------
const letGo = async (store) => {
  const saved = document.cookie.split("; ").find((pair) => pair.startsWith(`${SAVED}=`))?.slice(SAVED.length + 1);
  if (saved) document.cookie = `${SAVED}=; Path=/; Max-Age=0; SameSite=Lax`;
  const before = Date.now() - OLDEST;
  await store.letGo((row) => row.at < before || (saved && row.user === user && row.mark === saved));
};
export const unsaved = async () => ((await opening)?.countKept() ?? 0);
export const forget = async () => (await opening)?.letGo((row) => row.user === user);

export const begin = async () => {
  const store = await opening;
  if (!store) return;
  await letGo(store);
  for (const form of all("form").filter(isOurs)) await restore(form, store);
};
// A part of the page that comes later has its forms, too.
document.addEventListener("htmx:load", async ({ detail: { elt } }) => {
  const store = elt !== document.body && (await opening);
  if (!store) return;
  await letGo(store);
  for (const form of all("form", elt).filter(isOurs)) await restore(form, store);
});
