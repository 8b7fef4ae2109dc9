// The outbox: what was written on this phone, until the office has it. Used by pages and by the service worker alike.
(function (self) {
  "use strict";
  // Small batches: when fifty phones come home at once, each request is still answered in time.
  const NAME = "sanxin-outbox", BATCH = 5, LEASE = 5 * 60 * 1000, DAY = 24 * 3600 * 1000;
  const UNSENT = ["waiting", "question", "refused"];
  const channel = "BroadcastChannel" in self ? new BroadcastChannel(NAME) : null;
  const listeners = [];
  let opened = null, flying = 0;
  const box = { patience: 30000, sending: {}, listen: (heard) => listeners.push(heard) };

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
  async function within(mode, work) {
    const db = await open();
    return limited(new Promise(function (resolve, reject) {
      const names = ["ops", "photos", "drafts", "meta"], deal = db.transaction(names, mode);
      const wanted = work(Object.fromEntries(names.map((name) => [name, deal.objectStore(name)])));
      deal.oncomplete = () => resolve(wanted ? wanted.result : undefined);
      deal.onerror = deal.onabort = () => reject(deal.error || new Error("aborted"));
    }), 10000);
  }
  const all = (store) => within("readonly", (stores) => stores[store].getAll());
  const put = (store, row) => within("readwrite", (stores) => { stores[store].put(row); });
  function limited(promise, ms) {
    return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("timeout")), ms))]);
  }
  function told() {
    listeners.forEach((heard) => heard());
    if (channel) channel.postMessage("changed");
  }
  if (channel) channel.onmessage = () => listeners.forEach((heard) => heard());

  box.id = function () { // RFC 9562, version 7: sorts by birth
    const bytes = crypto.getRandomValues(new Uint8Array(16)), now = Date.now();
    for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / Math.pow(256, 5 - i)) % 256;
    bytes[6] = (bytes[6] & 15) | 112;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("").replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };
  box.add = async function (op, photos) { // the words and their pictures, and the draft they were: all or nothing
    const row = Object.assign({ id: box.id(), born_at: new Date().toISOString(), base: null, state: "waiting", tries: 0, why: "" }, op);
    await within("readwrite", function (stores) {
      stores.ops.put(row);
      (photos || []).forEach((one) => stores.photos.put(Object.assign({ owner: row.owner, visit: row.values.visit, op: row.id, born_at: row.born_at, state: "waiting", tries: 0, why: "" }, one)));
      if (op.kind === "record_visit") stores.drafts.delete(row.owner);
    });
    told();
    return row;
  };
  box.ops = async (owner) => (await all("ops")).filter((op) => op.owner === owner).sort((a, b) => a.born_at < b.born_at ? -1 : a.born_at > b.born_at ? 1 : a.id < b.id ? -1 : 1);
  box.photos = async (owner) => (await all("photos")).filter((one) => one.owner === owner);
  box.others = async (owner) => (await all("ops")).filter((op) => op.owner !== owner && UNSENT.includes(op.state)).length;
  box.draft = (owner) => within("readonly", (stores) => stores.drafts.get(owner));
  box.keepDraft = (draft) => put("drafts", draft);
  box.dropDraft = (owner) => within("readwrite", (stores) => { stores.drafts.delete(owner); });
  box.meta = async (name) => ((await within("readonly", (stores) => stores.meta.get(name))) || {}).value;
  box.setMeta = (name, value) => put("meta", { name: name, value: value });
  box.device = async function () {
    const known = await box.meta("device");
    if (!known) await box.setMeta("device", box.id());
    return known || box.meta("device");
  };
  box.unsent = async function (owner) {
    const ops = (await box.ops(owner)).filter((op) => UNSENT.includes(op.state));
    return ops.length + (await box.photos(owner)).length + ((await box.draft(owner)) ? 1 : 0);
  };
  box.withdraw = async function (id) {
    const left = (await all("photos")).filter((one) => one.op === id);
    await within("readwrite", function (stores) { stores.ops.delete(id); left.forEach((one) => stores.photos.delete(one.id)); });
    told();
  };
  // Which of two versions stands: mine goes again under a new id, over the version it has now been compared with.
  box.resolve = async function (op, mine) {
    await within("readwrite", function (stores) {
      stores.ops.delete(op.id);
      if (mine) stores.ops.put(Object.assign({}, op, { id: box.id(), born_at: new Date().toISOString(), base: op.answer.theirs.version, state: "waiting", tries: 0, why: "", answer: null }));
    });
    told();
  };
  box.wipe = async function (owner, everything) { // at sign-out: what was sent always, the rest when the person says so
    const ops = await box.ops(owner), photos = await box.photos(owner);
    await within("readwrite", function (stores) {
      ops.forEach((op) => { if (everything || op.state === "sent") stores.ops.delete(op.id); });
      if (everything) { photos.forEach((one) => stores.photos.delete(one.id)); stores.drafts.delete(owner); }
      stores.meta.delete("box");
    });
    told();
  };
  box.tidy = async function (owner, days) { // the list of what was sent goes after some days; nothing unsent ever does
    const old = (await all("ops")).filter((op) => op.state === "sent" && Date.now() - Date.parse(op.sent_at) > days * DAY);
    await within("readwrite", (stores) => { old.forEach((op) => stores.ops.delete(op.id)); });
  };

  // --- sending ---------------------------------------------------------------------------------
  function trouble(kind, sentence) { return Object.assign(new Error(kind), { kind: kind, sentence: sentence || "" }); }
  function timeout(ms) {
    if (AbortSignal.timeout) return AbortSignal.timeout(ms);
    const control = new AbortController();
    setTimeout(() => control.abort(), ms);
    return control.signal;
  }
  // Every request ends, whatever the line does: with JSON, or as `line` (try later), `signin`, `server` (this one only).
  async function ask(url, options, ms) {
    let answer;
    try {
      answer = await fetch(url, Object.assign({ credentials: "same-origin", redirect: "manual", cache: "no-store", signal: timeout(ms) }, options));
    } catch (broken) { throw trouble("line"); }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw trouble("signin");
    if ([408, 429, 502, 503, 504].includes(answer.status)) throw trouble("line");
    let told;
    try { told = await answer.json(); } catch (cut) { throw trouble(answer.ok ? "line" : "server"); }
    if (!answer.ok) throw trouble("server", told.sentence);
    return told;
  }
  // One flight at a time, over all tabs and the worker. A lock dies with its tab; without locks a lease runs out.
  box.drain = async function (config) {
    if (navigator.locks) return navigator.locks.request(NAME, { ifAvailable: true }, (lock) => lock ? flight(config) : "busy");
    if (Date.now() - flying < LEASE) return "busy";
    flying = Date.now();
    try { return await flight(config); } finally { flying = 0; }
  };
  async function flight(config) {
    try {
      const ops = (await box.ops(config.owner)).filter((op) => op.state === "waiting");
      const photos = (await box.photos(config.owner)).filter((one) => one.state === "waiting");
      if (!ops.length && !photos.length) return "empty";
      const door = await ask(config.door, {}, box.patience);
      if (door.person !== config.owner) return "other";
      const headers = { "X-CSRFToken": door.token, "X-Sanxin-Device": await box.device() };
      for (let i = 0; i < ops.length; i += BATCH) await post(config, headers, ops.slice(i, i + BATCH));
      await upload(config, headers);
      return "done";
    } catch (problem) {
      return problem.kind || "line";
    } finally {
      box.sending = {};
      told();
    }
  }
  async function post(config, headers, ops) {
    ops.forEach((op) => { box.sending[op.id] = true; op.tries += 1; });
    await within("readwrite", (stores) => { ops.forEach((op) => stores.ops.put(op)); }); // it may arrive unheard: say so later
    told();
    const body = ops.map((op) => ({ id: op.id, kind: op.kind, born_at: op.born_at, base: op.base, values: op.values }));
    let answers;
    try {
      answers = await ask(config.operations, { method: "POST", headers: Object.assign({ "Content-Type": "application/json" }, headers), body: JSON.stringify(body) }, box.patience * 2);
    } catch (problem) {
      if (problem.kind !== "server") throw problem;
      if (ops.length > 1) { for (const op of ops) await post(config, headers, [op]); return; } // one of them is bad: each alone
      answers = [{ id: ops[0].id, outcome: "refused", retry: true, sentence: problem.sentence }];
    }
    for (const op of ops) await settle(op, answers.find((answer) => answer.id === op.id));
    told();
  }
  async function settle(op, answer) {
    delete box.sending[op.id];
    if (!answer) return;
    op.answer = answer;
    op.why = answer.sentence || "";
    if (answer.outcome === "applied" || answer.outcome === "already") {
      op.state = "sent";
      op.sent_at = new Date().toISOString();
      op.title = op.safe || op.title;
      op.labels = op.shown = null;
      op.values = { visit: op.values.visit }; // the words are in the office now; here stays only that they went
    } else if (answer.outcome === "question") op.state = "question";
    else if (!answer.retry) op.state = "refused";
    await put("ops", op);
  }
  async function upload(config, headers) {
    const ops = await box.ops(config.owner);
    for (const one of (await box.photos(config.owner)).filter((photo) => photo.state === "waiting")) {
      const op = ops.find((row) => row.id === one.op);
      if (op && op.state !== "sent") continue;
      box.sending[one.op] = true;
      told();
      const form = new FormData();
      form.append("id", one.id);
      form.append("visit", one.visit);
      form.append("born_at", one.born_at);
      form.append("photo", new Blob([one.data], { type: one.type }), one.name);
      let answer;
      try {
        answer = await ask(config.photo, { method: "POST", headers: headers, body: form }, box.patience * 4);
      } catch (problem) {
        if (problem.kind !== "server") throw problem;
        answer = { outcome: "refused", retry: !problem.sentence, sentence: problem.sentence };
      }
      delete box.sending[one.op];
      if (answer.outcome === "applied" || answer.outcome === "already") await within("readwrite", (stores) => { stores.photos.delete(one.id); });
      else await put("photos", Object.assign(one, { state: answer.retry ? "waiting" : "refused", why: answer.sentence, tries: one.tries + 1 }));
    }
  }
  // --- out as a file ---------------------------------------------------------------------------
  box.exported = async function (owner, id) {
    const ops = (await box.ops(owner)).filter((op) => id ? op.id === id : UNSENT.includes(op.state));
    const photos = (await box.photos(owner)).filter((one) => !id || one.op === id);
    const plain = photos.map((one) => ({ id: one.id, visit: one.visit, name: one.name, type: one.type, base64: base64(one.data) }));
    return JSON.stringify({ exported_at: new Date().toISOString(), operations: ops, photos: plain }, null, 1);
  };
  function base64(data) {
    const bytes = new Uint8Array(data);
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
    return btoa(text);
  }
  self.SanxinOutbox = box;
})(self);
