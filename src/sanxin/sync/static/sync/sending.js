// How the outbox reaches the office: words first, in small batches, then pictures, piece by piece.
(function (self) {
  "use strict";
  // Small batches: when fifty phones come home at once, each request is still answered in time.
  const BATCH = 5, STUBBORN = 3, LEASE = 5 * 60 * 1000;
  const LEAST = 16 * 1024, LARGEST = 1024 * 1024, QUICK = 2000;
  const box = self.SanxinOutbox;
  let flying = 0, size = 64 * 1024;
  box.patience = 30000;

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
  box.door = (config) => ask(config.door, {}, box.patience);
  box.ask = ask;

  // One flight at a time, over all tabs and the worker. A lock dies with its tab; without locks a lease runs out.
  box.drain = async function (config) {
    if (navigator.locks) return navigator.locks.request("sanxin-outbox", { ifAvailable: true }, (held) => held ? flight(config) : "busy");
    if (Date.now() - flying < LEASE) return "busy";
    flying = Date.now();
    try { return await flight(config); } finally { flying = 0; }
  };
  async function flight(config) {
    try {
      const ops = (await box.ops(config.owner)).filter((op) => op.state === "waiting");
      const photos = (await box.photos(config.owner)).filter((one) => one.state === "waiting");
      if (!ops.length && !photos.length) return "empty";
      const door = await box.door(config);
      if (door.person !== config.owner) return "other";
      const headers = { "X-CSRFToken": door.token, "X-Sanxin-Device": await box.device() };
      // What never got through stands behind the rest, alone: the line may break on nothing but this one.
      const broken = await each(batches(ops.filter((op) => op.tries < STUBBORN), BATCH).concat(batches(ops.filter((op) => op.tries >= STUBBORN), 1)), (some) => post(config, headers, some));
      return await upload(config, headers) || broken ? "line" : "done";
    } catch (problem) {
      return problem.kind || "line";
    } finally {
      box.sending = {};
      box.told();
    }
  }
  function batches(rows, most) {
    const found = [];
    for (let i = 0; i < rows.length; i += most) found.push(rows.slice(i, i + most));
    return found;
  }
  // One that breaks the line does not keep the next one back; two in a row, and there is no line.
  async function each(rows, send) {
    let before = false, ever = false;
    for (const row of rows) {
      try { await send(row); before = false; } catch (problem) {
        if (problem.kind !== "line" || before) throw problem;
        before = ever = true;
      }
    }
    return ever;
  }
  async function post(config, headers, wanted) {
    wanted.forEach((op) => { op.tries += 1; });
    const ops = await box.keep("ops", wanted); // it may arrive unheard: say so later
    if (!ops.length) return;
    ops.forEach((op) => { box.sending[op.id] = true; });
    box.told();
    const body = ops.map((op) => ({ id: op.id, kind: op.kind, born_at: op.born_at, base: op.base, values: op.values }));
    let answers;
    try {
      answers = await ask(config.operations, { method: "POST", headers: Object.assign({ "Content-Type": "application/json" }, headers), body: JSON.stringify(body) }, box.patience * 2);
    } catch (problem) {
      ops.forEach((op) => { delete box.sending[op.id]; });
      if (problem.kind !== "server") throw problem;
      if (ops.length > 1) { for (const op of ops) await post(config, headers, [op]); return; } // one of them is bad: each alone
      answers = [{ id: ops[0].id, outcome: "refused", retry: true, sentence: problem.sentence }];
    }
    for (const op of ops) await settle(op, answers.find((answer) => answer.id === op.id));
    box.told();
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
    await box.keep("ops", [op]);
  }

  // --- photographs -----------------------------------------------------------------------------
  async function upload(config, headers) {
    const ops = await box.ops(config.owner), arrived = (one) => !ops.some((op) => op.id === one.op && op.state !== "sent");
    const rows = (await box.photos(config.owner)).filter((one) => one.state === "waiting" && arrived(one));
    return each(rows, async function (one) {
      box.sending[one.op] = true;
      box.told();
      let answer;
      try { answer = await whole(config, headers, one); } catch (problem) {
        if (problem.kind !== "server") throw problem;
        answer = { outcome: "refused", retry: !problem.sentence, sentence: problem.sentence };
      } finally { delete box.sending[one.op]; }
      if (answer.outcome === "applied" || answer.outcome === "already") await box.dropPhoto(one.id);
      else await box.keep("photos", [Object.assign(one, { state: answer.retry ? "waiting" : "refused", why: answer.sentence })]);
      box.told();
    });
  }
  // What has arrived stays there: after a break the office is asked how much that is, and the rest follows.
  async function whole(config, headers, one) {
    const told = { visit: one.visit, born_at: one.born_at, size: one.data.byteLength, sha256: await hash(one.data) };
    const send = (at, most) => piece(config, headers, one, told, at, most);
    const again = one.tries > 0;
    if (!(await box.keep("photos", [Object.assign(one, { tries: one.tries + 1 })])).length) return { outcome: "already" };
    let answer = await send(0, again ? 0 : size);
    while (!answer.outcome) {
      const before = answer.have;
      answer = await send(before, size);
      if (!answer.outcome && answer.have <= before) throw trouble("line");
    }
    return answer;
  }
  async function piece(config, headers, one, told, at, most) {
    const address = config.photo.replace(config.owner, one.id) + "?" + new URLSearchParams(Object.assign({ at: at }, told));
    const began = Date.now(), bytes = one.data.slice(at, at + most);
    try {
      const answer = await ask(address, { method: "POST", headers: Object.assign({ "Content-Type": "application/octet-stream" }, headers), body: bytes }, box.patience);
      if (bytes.byteLength === size && Date.now() - began < QUICK) size = Math.min(LARGEST, size * 2);
      return answer;
    } catch (problem) {
      if (problem.kind === "line") size = Math.max(LEAST, size / 4); // on a thin line smaller pieces get through
      throw problem;
    }
  }
  async function hash(data) { // a page without https cannot; the office then counts the bytes alone
    if (!self.crypto.subtle) return "";
    return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", data)), (one) => one.toString(16).padStart(2, "0")).join("");
  }

  // --- out as a file ---------------------------------------------------------------------------
  box.exported = async function (owner, id) {
    const ops = (await box.ops(owner)).filter((op) => id ? op.id === id : box.isUnsent(op));
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
})(self);
