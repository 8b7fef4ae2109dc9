// The outbox: what was written on this phone, until the office has it. Used by pages and by the service worker alike.
(function (self) {
  "use strict";
  const NAME = "sanxin-outbox", DAY = 24 * 3600 * 1000;
  const UNSENT = ["waiting", "question", "refused"], TYPING = "typing", STORES = ["ops", "photos", "drafts", "meta"];
  const lock = self.SanxinLock, channel = "BroadcastChannel" in self ? new BroadcastChannel(NAME) : null;
  const listeners = [];
  let opened = null;
  const box = { sending: {}, listen: (heard) => listeners.push(heard) };

  // --- the store -------------------------------------------------------------------------------
  function open() {
    opened = opened || limited(new Promise(function (resolve, reject) {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = function () {
        request.result.createObjectStore("ops", { keyPath: "id" });
        request.result.createObjectStore("photos", { keyPath: "id" });
        request.result.createObjectStore("drafts", { keyPath: "owner" });
        request.result.createObjectStore("meta", { keyPath: "name" });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }), 10000).then(function (db) {
      db.onclose = db.onversionchange = function () { db.close(); opened = null; }; // iOS closes it under memory pressure
      return db;
    }, function (failed) { opened = null; throw failed; });
    return opened;
  }
  // One transaction over several stores; `work` gets them by name and may return a request whose result is wanted.
  // Strict: it is on the disk before anybody reads "kept", and a battery may die the moment after.
  async function within(mode, work) {
    const db = await open();
    return limited(new Promise(function (resolve, reject) {
      const deal = db.transaction(STORES, mode, { durability: "strict" });
      const wanted = work(Object.fromEntries(STORES.map((name) => [name, deal.objectStore(name)])));
      deal.oncomplete = () => resolve(wanted ? wanted.result : undefined);
      deal.onerror = deal.onabort = () => reject(deal.error || new Error("aborted"));
    }), 10000);
  }
  const raw = (store) => within("readonly", (stores) => stores[store].getAll()); // as it lies there, perhaps encrypted
  const rawOf = async (store, owner) => (await raw(store)).filter((row) => row.owner === owner);
  const all = async (store, owner) => Promise.all((await rawOf(store, owner)).map(lock.open));
  async function put(store, row) {
    const kept = await lock.seal(row);
    return within("readwrite", (stores) => { stores[store].put(kept); });
  }
  function limited(promise, ms) {
    return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("timeout")), ms))]);
  }
  function told(what) {
    listeners.forEach((heard) => heard());
    if (channel) channel.postMessage(what || "changed");
  }
  if (channel) channel.onmessage = async function (event) {
    const owner = event.data && event.data.lock;
    if (owner) await box.learn(owner);
    if (owner && lock.isShut(owner)) lock.take(owner, await lock.tell({ want: owner }));
    listeners.forEach((heard) => heard());
  };

  box.id = function () { // RFC 9562, version 7: sorts by birth
    const bytes = crypto.getRandomValues(new Uint8Array(16)), now = Date.now();
    for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / Math.pow(256, 5 - i)) % 256;
    bytes[6] = (bytes[6] & 15) | 112;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("").replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };
  box.add = async function (op, photos, instead) { // the words and their pictures, and the draft they were: all or nothing
    const row = Object.assign({ id: box.id(), born_at: new Date().toISOString(), base: null, state: "waiting", tries: 0, why: "" }, op);
    const taken = (photos || []).map((one) => Object.assign({ owner: row.owner, visit: row.values.visit, op: row.id, born_at: row.born_at, state: "waiting", tries: 0, why: "" }, one));
    const kept = await lock.seal(row), pictures = await Promise.all(taken.map(lock.seal));
    await within("readwrite", function (stores) {
      stores.ops.put(kept);
      pictures.forEach((one) => stores.photos.put(one));
      if (op.kind === "record_visit") stores.drafts.delete(row.owner);
      (instead || []).forEach((id) => stores.ops.delete(id));
    });
    told();
    return row;
  };
  box.ops = async (owner) => (await all("ops", owner)).sort((a, b) => a.born_at < b.born_at ? -1 : a.born_at > b.born_at ? 1 : a.id < b.id ? -1 : 1);
  box.isUnsent = (op) => UNSENT.includes(op.state) || op.state === TYPING;
  box.photos = (owner) => all("photos", owner);
  box.others = async (owner) => (await raw("ops")).filter((op) => op.owner !== owner && UNSENT.includes(op.state)).length;
  box.draft = async (owner) => lock.open(await within("readonly", (stores) => stores.drafts.get(owner)));
  box.keepDraft = (draft) => put("drafts", draft);
  // Half a sheet lies among the rest, so that lock, export and sign-out know of it; nobody sends it before it is pressed.
  box.keepTyped = (op) => put("ops", Object.assign({ born_at: new Date().toISOString(), base: null, tries: 0, why: "" }, op, { state: TYPING }));
  box.dropTyped = (id) => within("readwrite", (stores) => { stores.ops.delete(id); });
  box.dropDraft = (owner) => within("readwrite", (stores) => { stores.drafts.delete(owner); });
  box.meta = async (name) => ((await within("readonly", (stores) => stores.meta.get(name))) || {}).value;
  box.setMeta = (name, value) => within("readwrite", (stores) => { stores.meta.put({ name: name, value: value }); });
  box.device = async function () {
    const known = await box.meta("device");
    if (!known) await box.setMeta("device", box.id());
    return known || box.meta("device");
  };
  box.unsent = async function (owner) { // counts what it may not read, too
    const ops = (await rawOf("ops", owner)).filter(box.isUnsent);
    return ops.length + (await rawOf("photos", owner)).length + (await rawOf("drafts", owner)).length;
  };
  box.withdraw = async function (id) {
    const left = (await raw("photos")).filter((one) => one.op === id);
    await within("readwrite", function (stores) { stores.ops.delete(id); left.forEach((one) => stores.photos.delete(one.id)); });
    told();
  };
  // Which of two versions stands: mine goes again under a new id, over the version it has now been compared with.
  box.resolve = async function (op, mine) {
    const again = mine && await lock.seal(Object.assign({}, op, { id: box.id(), born_at: new Date().toISOString(), base: op.answer.theirs.version, state: "waiting", tries: 0, why: "", answer: null }));
    await within("readwrite", function (stores) {
      stores.ops.delete(op.id);
      if (again) stores.ops.put(again);
    });
    told();
  };
  async function over(owner) { // what has arrived with all its pictures
    const photos = await rawOf("photos", owner);
    return (await rawOf("ops", owner)).filter((op) => op.state === "sent" && !photos.some((one) => one.op === op.id));
  }
  box.wipe = async function (owner, everything) { // at sign-out: what was sent always, the rest when the person says so
    const ops = everything ? await rawOf("ops", owner) : await over(owner), photos = await rawOf("photos", owner);
    await within("readwrite", function (stores) {
      ops.forEach((op) => stores.ops.delete(op.id));
      if (everything) { photos.forEach((one) => stores.photos.delete(one.id)); stores.drafts.delete(owner); }
      stores.meta.delete("box");
    });
    told();
  };
  box.tidy = async function (owner, days) { // the list of what was sent goes after some days; nothing unsent ever does
    const old = (await over(owner)).filter((op) => Date.now() - Date.parse(op.sent_at) > days * DAY);
    await within("readwrite", (stores) => { old.forEach((op) => stores.ops.delete(op.id)); });
  };

  box.papers = "papers"; // a cache of its own: questionnaires that can be typed without a signal, each with what it is drawn with
  box.keptPapers = async function () { // as [address, title]
    const cache = "caches" in self && await caches.has(box.papers) && await caches.open(box.papers), found = [];
    if (cache) for (const request of await cache.keys()) {
      const title = (await cache.match(request)).headers.get("X-Title");
      if (title) found.push([new URL(request.url).pathname, decodeURIComponent(title)]);
    }
    return found;
  };
  box.dropPapers = async function () { if ("caches" in self) await caches.delete(box.papers); };
  box.dropPage = async function (page) { // the names on it are the only ones that lie outside the store
    await box.dropPapers();
    if ("caches" in self) for (const name of await caches.keys()) if (name.startsWith("sanxin-")) await (await caches.open(name)).delete(page, { ignoreVary: true });
  };

  // --- one row at a time, for who sends --------------------------------------------------------
  // Rows that are still there; what somebody has withdrawn meanwhile stays away.
  box.keep = async function (store, rows) {
    const kept = await Promise.all(rows.map(lock.seal)), there = [];
    await within("readwrite", function (stores) {
      kept.forEach(function (row, n) {
        stores[store].count(row.id).onsuccess = (event) => { if (event.target.result) { stores[store].put(row); there.push(rows[n]); } };
      });
    });
    return there;
  };
  box.dropPhoto = (id) => within("readwrite", (stores) => { stores.photos.delete(id); });
  box.told = told;
  box.alone = async function (work) { // nobody else sends or rewrites meanwhile, in no tab
    return navigator.locks ? navigator.locks.request(NAME, work) : work();
  };

  // --- the lock --------------------------------------------------------------------------------
  box.learn = async function (owner) {
    const known = await box.meta("lock:" + owner);
    lock.learn(owner, known);
    const plain = async () => (await Promise.all(["ops", "photos", "drafts"].map((store) => rawOf(store, owner)))).flat().some((row) => !row.sealed);
    if (lock.is(owner) && lock.key(owner) && await plain()) await turn(owner, known, lock.key(owner)); // a tab that did not know yet
  };
  // All rows as the lock wants them from now on, and the lock itself: in one transaction.
  const turn = (owner, known, key) => box.alone(async function () {
    const rows = [];
    for (const store of ["ops", "photos", "drafts"]) for (const row of await all(store, owner)) rows.push([store, row]);
    lock.learn(owner, known);
    lock.take(owner, key);
    const kept = await Promise.all(rows.map(async ([store, row]) => [store, await lock.seal(row)]));
    await within("readwrite", function (stores) {
      kept.forEach(([store, row]) => stores[store].put(row));
      stores.meta.put({ name: "lock:" + owner, value: known });
    });
    told({ lock: owner });
  });
  box.setPin = async function (owner, pin, office) {
    const made = await lock.make(pin, office);
    await lock.tell({ owner: owner, key: made.key }); // before the other tabs ask for it
    await turn(owner, made.known, made.key);
  };
  // Off again: its key stays in the open, so that a row another tab encrypts this very moment can still be read.
  box.dropPin = (owner) => turn(owner, { loose: lock.key(owner) }, lock.key(owner));
  // Gives true, or how many tries are left. A try is written down before it is made.
  box.unlock = async function (owner, pin) {
    const known = await box.meta("lock:" + owner), note = (changes) => box.setMeta("lock:" + owner, Object.assign(known, changes));
    if (!known || !known.wrapped) return 0;
    await note({ tries: known.tries + 1 });
    const key = await lock.tryPin(known, pin);
    if (key) {
      await note({ tries: 0 });
      lock.take(owner, key);
      await box.learn(owner);
      return true;
    }
    if (known.tries < lock.most) return lock.most - known.tries;
    await note({ wrapped: null }); // from now on only the office opens it; what is unsent stays
    const sent = await over(owner);
    await within("readwrite", (stores) => { sent.forEach((op) => stores.ops.delete(op.id)); });
    return 0;
  };
  box.rescue = async function (owner, text) {
    const known = await box.meta("lock:" + owner), key = known && known.spare && await lock.trySpare(known, text);
    if (!key) return false;
    lock.take(owner, key);
    await box.learn(owner);
    await box.dropPin(owner);
    return true;
  };
  self.SanxinOutbox = box;
})(self);
