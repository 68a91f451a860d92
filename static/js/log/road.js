// Today's visits on the device, sealed as notes are, for a cold start without a connection: where to
// go, and a form for each door, whose words wait with the others. Gone at sign-out and the next day.
import { beginDoor, dayOf } from "./blank.js";
import { parse, start } from "./form.js";
import { opening, user, waiting } from "./waiting.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const KEPT = "/visits/kept/";
const ASKED = `visits-kept ${user}`;
const day = () => new Date().toLocaleDateString("sv-SE");

const ask = async (store) => {
  const answer = await fetch(KEPT, { headers: { "HX-Request": "true" } });
  const html = answer.status === 200 ? await answer.text() : "";
  if (one("[data-visits-day]", parse(html))) await store.putDay({ html });
  else if (answer.status === 204) await store.dropDay();
};
// On a page of visits always, elsewhere once a day in each tab.
export const keepDay = async () => {
  const store = await opening;
  const isDue = one("[data-visits-today]") || sessionStorage.getItem(ASKED) !== day();
  if (!store || !isDue) return;
  sessionStorage.setItem(ASKED, day());
  await ask(store).catch(() => {}); // No connection: what is at hand must do.
};

// A visit that is written down waits, and has no form any more: what waits is not written over.
const markLogged = async (box) => {
  const logged = new Set((await waiting()).filter((note) => note.state === "ready").map((note) => note.payload.visit?.[0]));
  all("[data-visit]", box).forEach((card) => {
    if (!logged.has(card.dataset.visit)) return;
    one("[data-visit-kept]", card).hidden = false;
    one("details", card)?.remove();
  });
};
export const showDay = async (box) => {
  const store = await opening;
  const kept = await store?.day();
  if (!kept) return;
  const parsed = parse(kept.html);
  const list = one("[data-visits-day]", parsed);
  if (list.dataset.visitsDay !== dayOf(list.dataset.zone)) return store.dropDay();
  one("[data-visits-list]", box).replaceChildren(...parsed.childNodes);
  box.hidden = false;
  all("details", box).forEach((details) =>
    details.addEventListener("toggle", () => {
      const form = one("form", details);
      if (!details.open || form.dataset.begun) return;
      form.dataset.begun = "yes";
      beginDoor(form);
      start(form);
    }),
  );
  await markLogged(box);
  document.addEventListener("note-kept", () => markLogged(box));
};
