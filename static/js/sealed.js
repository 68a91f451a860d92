// The form that seals a note. Its words are on no device and in no session, so they stand on the page until
// the server says that it has them: a session that ended, a token that is over or a lost connection costs none.
"use strict";
(() => {
  const form = document.querySelector("form.seals");
  if (!form) return;
  const one = (selector, within = form) => within.querySelector(selector);
  const TOKEN = "input[name=csrfmiddlewaretoken]";
  const PATIENCE = 30000; // ms
  const WARNS = 5 * 60 * 1000; // ms before the session ends
  const { user } = document.body.dataset;
  const ends = one("[data-seals-why]").dataset.sealsWhy * 1000; // ms after which nobody is signed in
  let isSaved = false;
  let isUnderWay = false;
  form.autocomplete = "off"; // a browser that begins again would have the words from its disk
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const say = (text, isSignedOut = false) => {
    const why = one("[data-seals-why]");
    one("p", why).firstChild.textContent = `${text} `;
    one("a", why).hidden = !isSignedOut;
    why.hidden = false;
  };
  const ask = (options) =>
    fetch(form.action, { ...options, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout?.(PATIENCE) });
  const WAIT = "Not saved yet. What you typed stands here.";
  const SIGN_IN = `${WAIT} You are signed out: sign in, come back to this page and press Seal it again.`;

  // A token that is over: the page of the same person gives a fresh one.
  const renew = async () => {
    const answer = await ask({ method: "GET" });
    if (answer.headers.get("HX-Redirect")) return SIGN_IN;
    const page = parse(await answer.text());
    if (!answer.ok) return `${WAIT} You may not seal notes about this student now. Copy your words before you leave.`;
    if (page.body.dataset.user !== user) return `${WAIT} Somebody else is signed in on this device now. Sign in yourself and press Seal it again.`;
    one(TOKEN).value = one(TOKEN, page).value;
    return "";
  };
  const send = async (isAgain = false) => {
    const answer = await ask({ method: "POST", body: new FormData(form) });
    const leads = answer.headers.get("HX-Redirect");
    if (leads) {
      if (new URL(leads, location.href).pathname !== new URL(form.action).pathname) return say(SIGN_IN, true);
      isSaved = true;
      return location.assign(leads);
    }
    if (answer.status === 403 && !isAgain) {
      const not = await renew();
      return not ? say(not, !not.includes("Copy")) : send(true);
    }
    if (answer.status === 422) return refuse(one("form.seals", parse(await answer.text())));
    return say(`${WAIT} The server could not take it: try again in a moment.`);
  };
  // What is wrong is said in the form, with what was typed as it is.
  const refuse = (answered) => {
    const typed = one("textarea").value;
    form.replaceChildren(...answered.childNodes);
    one("textarea").value = typed;
    const faults = one(".form-faults");
    faults.tabIndex = -1;
    faults.focus();
  };

  form.addEventListener(
    "submit",
    async (event) => {
      event.preventDefault();
      if (isUnderWay) return;
      isUnderWay = true;
      try {
        await send();
      } catch {
        say(`${WAIT} No connection: try again when you are back online.`);
      }
      isUnderWay = isSaved;
    },
    true,
  );
  const isTyped = () => !isSaved && one("textarea").value.trim() !== "";
  window.addEventListener("beforeunload", (event) => isTyped() && event.preventDefault());
  const SOON = "You are signed out in five minutes. Press Seal it before, or sign in again after: what you typed stands here.";
  setTimeout(() => isTyped() && say(SOON), ends - WARNS);
})();
