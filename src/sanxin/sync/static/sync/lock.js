// The lock: what this phone keeps is encrypted until somebody types the PIN. Used by pages and by the service worker alike.
(function (self) {
  "use strict";
  const ROUNDS = 600000, MOST = 5, keys = {}, locks = {};
  const CLEAR = ["id", "owner", "kind", "born_at", "base", "state", "tries", "sent_at", "op", "visit", "at"]; // says nothing of anybody
  const lock = { usable: Boolean(self.crypto && crypto.subtle), most: MOST };

  // --- one value as bytes, pictures included -----------------------------------------------------
  async function pack(value) {
    const buffers = [];
    let size = 0;
    const text = JSON.stringify(value, function (_, one) {
      if (!(one instanceof ArrayBuffer)) return one;
      buffers.push(one);
      size += one.byteLength;
      return { $from: size - one.byteLength, $size: one.byteLength };
    });
    const head = new TextEncoder().encode(text);
    return new Response(new Blob([Uint32Array.of(head.length)].concat(head, buffers))).arrayBuffer();
  }
  function unpack(bytes) {
    const length = new Uint32Array(bytes, 0, 1)[0], rest = 4 + length;
    const text = new TextDecoder().decode(new Uint8Array(bytes, 4, length));
    return JSON.parse(text, (_, one) => one && one.$size !== undefined ? bytes.slice(rest + one.$from, rest + one.$from + one.$size) : one);
  }
  async function encrypt(key, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv: iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv: iv }, key, await pack(value)) };
  }
  const decrypt = async (key, sealed) => unpack(await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data));

  // --- rows --------------------------------------------------------------------------------------
  // What the store says of a lock: { wrapped, spare, … }; wrapped is null after too many wrong tries; { loose } once it is off.
  lock.learn = function (owner, known) { locks[owner] = known || null; if (known && known.loose) keys[owner] = known.loose; };
  lock.is = (owner) => Boolean(locks[owner] && !locks[owner].loose);
  lock.isShut = (owner) => lock.is(owner) && !keys[owner];
  lock.key = (owner) => keys[owner] || null;
  lock.take = function (owner, key) { if (key) keys[owner] = key; };
  lock.forget = function (owner) { delete keys[owner]; };
  lock.seal = async function (row) {
    if (!lock.is(row.owner)) return row;
    if (!keys[row.owner]) throw Object.assign(new Error("locked"), { kind: "locked" });
    const clear = {}, secret = {};
    Object.keys(row).forEach((name) => { (CLEAR.includes(name) ? clear : secret)[name] = row[name]; });
    clear.sealed = await encrypt(keys[row.owner], secret);
    return clear;
  };
  lock.open = async function (row) {
    if (!row || !row.sealed) return row;
    if (!keys[row.owner]) throw Object.assign(new Error("locked"), { kind: "locked" });
    const clear = Object.assign({}, row);
    delete clear.sealed;
    return Object.assign(clear, await decrypt(keys[row.owner], row.sealed));
  };
  lock.sealed = (owner, value) => encrypt(keys[owner], value);
  lock.opened = (owner, sealed) => decrypt(keys[owner], sealed);

  // --- the PIN -----------------------------------------------------------------------------------
  async function fromPin(pin, salt, rounds) {
    const plain = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
    return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt: salt, iterations: rounds }, plain, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  }
  const fromOffice = (text) => crypto.subtle.importKey("raw", Uint8Array.from(atob(text), (one) => one.charCodeAt(0)), "AES-GCM", false, ["wrapKey", "unwrapKey"]);
  async function wrap(key, by) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv: iv, data: await crypto.subtle.wrapKey("raw", key, by, { name: "AES-GCM", iv: iv }) };
  }
  const unwrap = (wrapped, by) => crypto.subtle.unwrapKey("raw", wrapped.data, by, { name: "AES-GCM", iv: wrapped.iv }, "AES-GCM", false, ["encrypt", "decrypt"]);

  // A new lock: its key is wrapped twice, by the PIN and by a key that the office gives again only after a fresh sign-in.
  lock.make = async function (pin, office) {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
    const salt = crypto.getRandomValues(new Uint8Array(16)), spare = await wrap(key, await fromOffice(office.key));
    const known = { id: office.lock, salt: salt, rounds: ROUNDS, tries: 0, wrapped: await wrap(key, await fromPin(pin, salt, ROUNDS)), spare: spare };
    return { known: known, key: await unwrap(spare, await fromOffice(office.key)) }; // as one that nobody can read out again
  };
  lock.tryPin = async function (known, pin) {
    try { return await unwrap(known.wrapped, await fromPin(pin, known.salt, known.rounds)); } catch (wrong) { return null; }
  };
  lock.trySpare = async function (known, text) {
    try { return await unwrap(known.spare, await fromOffice(text)); } catch (wrong) { return null; }
  };
  // The key is in memory alone: of the page, and of the worker as long as that lives. `{ owner, key }` or `{ want }`.
  lock.tell = async function (message) {
    const worker = navigator.serviceWorker && navigator.serviceWorker.controller; // in the worker itself there is none
    if (!worker) return null;
    const line = new MessageChannel();
    worker.postMessage(message, [line.port2]);
    return Promise.race([new Promise((resolve) => { line.port1.onmessage = (event) => resolve(event.data); }), new Promise((resolve) => setTimeout(resolve, 2000, null))]);
  };
  self.SanxinLock = lock;
})(self);
