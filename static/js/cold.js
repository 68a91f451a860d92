// A cold start without a connection. Who uses this device is remembered until they sign out, and a
// worker answers a page that cannot be reached with the sheet for a contact.
"use strict";
(() => {
  const WHO = "psa-who";
  const { user, cold, worker } = document.body.dataset;
  const one = (selector) => document.querySelector(selector);
  const remembered = () => {
    try {
      return localStorage.getItem(WHO) ?? "";
    } catch {
      return ""; // nothing may be kept on this device
    }
  };
  const begin = () => {
    const who = remembered();
    document.body.dataset.user = who;
    one("[data-cold-sheet]").hidden = !who;
    one("[data-cold-nobody]").hidden = Boolean(who);
    const back = one("[data-cold-back]");
    back.href = location.href;
    window.addEventListener("online", () => (back.querySelector("span").textContent = "The connection is back: open the page"));
  };
  const follow = () => {
    try {
      localStorage.setItem(WHO, user);
    } catch {
      return;
    }
    navigator.serviceWorker?.register(worker, { scope: "/" }).catch(() => {});
  };
  document.addEventListener("signing-out", () => localStorage.removeItem(WHO));
  if (cold !== undefined) begin();
  else if (user && worker) window.addEventListener("load", () => setTimeout(follow, 1000));
})();
