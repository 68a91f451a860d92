// The worker of the pages: a page that cannot be reached is answered with the sheet for a contact
// without a connection. It keeps what every page is drawn with, and nothing about anybody.
"use strict";
const COLD = PSA.cold;
const today = () => new Date().toISOString().slice(0, 10);

// The sheet knows the days of its next steps: a fresh one each day, while somebody is signed in.
let tried = ""; // on which day somebody was asked for who gets none
const freshen = async () => {
  const files = await caches.open(PSA.name);
  const kept = await files.match(COLD);
  if (kept?.headers.get("X-Kept-On") === today() || tried === today()) return;
  const answer = await fetch(COLD, { cache: "no-store", credentials: "same-origin" });
  if (answer.status !== 200 || answer.redirected) {
    if (answer.status === 204) tried = today();
    return;
  }
  const headers = new Headers(answer.headers);
  headers.set("X-Kept-On", today());
  await files.put(COLD, new Response(await answer.blob(), { headers }));
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(PSA.name).then((files) => files.addAll(PSA.files)));
});
self.addEventListener("activate", (event) => {
  const clear = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== PSA.name).map((name) => caches.delete(name)));
    await self.clients.claim();
    await freshen().catch(() => {});
  };
  event.waitUntil(clear());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    const page = async () => {
      try {
        const answer = await fetch(request);
        event.waitUntil(freshen().catch(() => {}));
        return answer;
      } catch (lost) {
        const kept = await caches.match(COLD);
        if (kept) return kept;
        throw lost;
      }
    };
    event.respondWith(page());
    return;
  }
  if (PSA.files.includes(new URL(request.url).pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
