// Notes that the server has not acknowledged, kept on this device. What they say is encrypted with
// a key of the signed-in person that no script can read out; another person's notes stay closed.

const DATABASE = "psa-notes";
const WORDS = "words"; // the state of what is no note: long texts of another form
const DAY = "day"; // and of what nobody typed: today's visits, for when there is no connection
const known = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// A version 4 UUID, on pages that are not secure, too.
export const freshUuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const open = () => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys", { keyPath: "user" });
    request.result.createObjectStore("notes", { keyPath: "uuid" }).createIndex("user", "user");
  };
  return known(request);
};

// Without a secure page or a database nothing is kept here; the server's drafts still are.
export const openStore = async (user) => {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
  const database = await open();
  const table = (name, mode = "readonly") => database.transaction(name, mode).objectStore(name);
  let own = await keyOf(table, user); // {user, id, key}

  const seal = async (content) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(content));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, own.key, bytes) };
  };
  const unseal = async ({ iv, sealed }) =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, own.key, sealed)));

  return {
    // state: typed (the server lacks it), kept (the server has it as a draft), ready (to be saved)
    async put({ payload, at = Date.now(), ...row }) {
      const box = await seal(payload);
      const both = database.transaction(["keys", "notes"], "readwrite");
      const kept = await known(both.objectStore("keys").get(user));
      if (kept && kept.id !== own.id) {
        own = kept; // signed out and in again in another tab: seal with the key that is there
        return this.put({ payload, at, ...row });
      }
      // Signed out in another tab: without its key nobody could ever read what is sealed with it.
      if (!kept) await known(both.objectStore("keys").put(own));
      await known(both.objectStore("notes").put({ ...row, user, at, ...box }));
    },
    // Long texts of a form that is none of a note: the server gets them with the form alone.
    async keep({ id, mark, payload }) {
      await this.put({ uuid: id, seq: 0, state: WORDS, mark, payload });
    },
    async kept(id) {
      own = (await known(table("keys").get(user))) ?? own;
      const row = await known(table("notes").get(id));
      try {
        return row?.user === user ? { mark: row.mark, payload: await unseal(row) } : null;
      } catch {
        return null; // sealed with a key that is gone
      }
    },
    async countKept() {
      return (await known(table("notes").index("user").getAll(user))).filter((row) => row.state === WORDS).length;
    },
    async letGo(isOver) {
      const rows = (await known(table("notes").getAll())).filter((row) => row.state === WORDS && isOver(row));
      for (const row of rows) await this.remove(row.uuid);
    },
    async all() {
      own = (await known(table("keys").get(user))) ?? own;
      const rows = await known(table("notes").index("user").getAll(user));
      const notes = await Promise.all(
        rows.filter((row) => ![WORDS, DAY].includes(row.state)).map(async (row) => {
          try {
            return { uuid: row.uuid, seq: row.seq, state: row.state, at: row.at, settled: row.settled ?? 0, payload: await unseal(row) };
          } catch {
            return null; // sealed with a key that is gone
          }
        }),
      );
      return notes.filter(Boolean).sort((a, b) => a.at - b.at);
    },
    async putDay(payload) {
      await this.put({ uuid: `${DAY} ${user}`, seq: 0, state: DAY, payload });
    },
    async day() {
      own = (await known(table("keys").get(user))) ?? own;
      const row = await known(table("notes").get(`${DAY} ${user}`));
      try {
        return row ? await unseal(row) : null;
      } catch {
        return null; // sealed with a key that is gone
      }
    },
    async dropDay() {
      await this.remove(`${DAY} ${user}`);
    },
    async remove(uuid) {
      await known(table("notes", "readwrite").delete(uuid));
    },
    // The words moved to another uuid: what waited under this one is theirs, unless typed later.
    async leave(uuid, seq) {
      const rows = table("notes", "readwrite");
      const row = await known(rows.get(uuid));
      if (row?.state === "typed" && row.seq <= seq) await known(rows.delete(uuid));
    },
    // All that waits under a uuid goes to another, unless it was typed, saved or removed since.
    async move(uuid, seq, fresh) {
      const rows = table("notes", "readwrite");
      const row = await known(rows.get(uuid));
      if (row?.state !== "typed" || row.seq > seq) return false;
      rows.delete(uuid);
      await known(rows.put({ ...row, uuid: fresh }));
      return true;
    },
    // Only what the server has not moved on from: words typed meanwhile keep their state.
    async settle(uuid, seq, state) {
      const rows = table("notes", "readwrite");
      const row = await known(rows.get(uuid));
      if (row && row.seq <= seq) await known(rows.put({ ...row, state, settled: Date.now() }));
    },
    // Not while anything is sealed with it.
    async forgetKey() {
      const both = database.transaction(["keys", "notes"], "readwrite");
      const left = await known(both.objectStore("notes").index("user").count(user));
      if (!left) await known(both.objectStore("keys").delete(user));
    },
  };
};

const keyOf = async (table, user) => {
  const kept = await known(table("keys").get(user));
  if (kept) return kept;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const own = { user, id: freshUuid(), key };
  await known(table("keys", "readwrite").put(own));
  return own;
};
