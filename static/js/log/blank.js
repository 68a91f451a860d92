// The sheet without a connection: a form of nobody, asked for in advance, filled in from the page.
import { parse } from "./form.js";
import { freshUuid } from "./store.js";
import { logUrl, user } from "./waiting.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const MOST_LISTED = 50;
const AT_HAND = `log-blank ${user}`;
const words = (element) => element.textContent.trim().replace(/\s+/g, " ");
// Day and time of a zone, as a field of a form has them: ["2026-11-18", "14:05"].
const clockOf = (timeZone) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(new Date()).split(" ");

export const dayOf = (timeZone) => clockOf(timeZone)[0];

let blank = sessionStorage.getItem(AT_HAND) ?? "";
const isOld = () => {
  const form = blank && one("form", parse(blank));
  return !form || form.dataset.day !== clockOf(form.dataset.zone)[0];
};
// Nothing in it is about anybody. It is asked for once a day in each tab.
export const askForBlank = async () => {
  if (!isOld()) return;
  try {
    const answer = await fetch(`${logUrl}?blank=1`, { headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (!answer.ok || !one("[data-log-blank]", parse(html))) return;
    blank = html;
    sessionStorage.setItem(AT_HAND, html);
  } catch {
    // No connection: what is at hand must do.
  }
};

const nameOf = (link, student) => {
  const own = new URL(one(".bar-log").href).searchParams.get("student") === student;
  return words(one(".who", link) ?? (own ? one("main h1") : link));
};
// Answers the sheet about the student of a link, or null when none is at hand.
export const blankFor = (link, url) => {
  const asked = url.searchParams;
  const student = asked.get("student");
  if (!blank || !student) return null;
  const parsed = parse(blank);
  const form = one("form", parsed);
  begin(form, { student, next: asked.get("next") ?? "" });
  const kinds = all("[name=kind]", form);
  if (kinds.some((kind) => kind.value === asked.get("kind"))) kinds.forEach((kind) => (kind.defaultChecked = kind.value === asked.get("kind")));
  form.elements.offered.defaultChecked = asked.has("offered");
  one("[data-log-name]", form).textContent = nameOf(link, student);
  return parsed;
};
// What is set here is how the form begins, not what somebody typed.
const begin = (form, values) => {
  const [day, time] = clockOf(form.dataset.zone);
  const first = { client_uuid: freshUuid(), happened_at: `${day}T${time}`, ...values };
  Object.entries(first).forEach(([name, value]) => (form.elements[name].defaultValue = value));
  // The days of the next steps are those of the day it was asked for.
  if (form.dataset.day !== day) all("[name=next_step] + span small", form).forEach((label) => label.remove());
};
// The sheet of a cold start, which is a page by itself, and the form of a door that the device kept.
export const beginCold = (form) => begin(form, {});
export const beginDoor = (form) => begin(form, {});

// Answers a list of the students whom the page names, or null when it names nobody.
export const namedHere = () => {
  const found = new Map();
  all("main a[href^='/students/']").forEach((link) => {
    const [, student] = link.pathname.match(/^\/students\/(\d+)\/$/) ?? [];
    const name = words(one(".who", link) ?? link);
    if (student && name && found.size < MOST_LISTED) found.set(student, found.get(student) ?? name);
  });
  if (!found.size) return null;
  const box = document.createElement("div");
  const hint = Object.assign(document.createElement("p"), { className: "find-hint", textContent: "No connection. About whom of this page?" });
  const list = Object.assign(document.createElement("ul"), { className: "hits" });
  found.forEach((name, student) => {
    const link = Object.assign(document.createElement("a"), { className: "hit", href: `${logUrl}?student=${student}` });
    link.dataset.log = "";
    link.append(Object.assign(document.createElement("span"), { className: "who", textContent: name }));
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  });
  box.append(hint, list);
  return box;
};
