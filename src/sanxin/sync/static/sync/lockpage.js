// The page of the PIN: sets one, asks for it, takes it off; after too many wrong ones the office's spare key opens.
(function () {
  "use strict";
  const here = document.getElementById("lock"), box = self.SanxinOutbox, lock = self.SanxinLock;
  if (!here || !box || !("indexedDB" in self)) return;
  const words = here.dataset, note = document.getElementById("told"), back = document.getElementById("back");
  const part = (name) => here.querySelector("[data-part=" + name + "]");
  const go = () => location.replace(words.page + (location.hash === "#leaving" ? "?leaving=1" : "") + "#outbox");
  let config = null, busy = false;

  function show(name) {
    here.querySelectorAll("[data-part]").forEach((one) => { one.hidden = one.dataset.part !== name; });
    back.hidden = name === "ask" || name === "shut";
    const field = part(name).querySelector("input");
    if (field) field.focus();
  }
  function say(text) { note.textContent = text; note.hidden = !text; }
  function on(name, work) {
    part(name).querySelector("form").addEventListener("submit", async function (event) {
      event.preventDefault();
      if (busy) return;
      busy = true;
      say("");
      try { await work(event.target.elements, event.submitter); } finally { busy = false; }
    });
  }
  on("make", async function (fields) {
    if (fields.pin.value !== fields.again.value) return say(words.other);
    try {
      const door = await box.door(config);
      if (door.person !== config.owner) return say(words.signin);
      const office = await box.ask(words.spareUrl, { method: "POST", headers: { "X-CSRFToken": door.token } }, box.patience);
      await box.setPin(config.owner, fields.pin.value, office);
    } catch (problem) { return say(problem.kind === "signin" ? words.signin : words.line); }
    await box.dropPage(words.page); // it lies there in plain words; the next visit keeps it anew
    return go();
  });
  on("ask", async function (fields) {
    const left = await box.unlock(config.owner, fields.pin.value);
    fields.pin.value = "";
    if (left === true) {
      await lock.tell({ owner: config.owner, key: lock.key(config.owner) });
      return go();
    }
    if (left) return say(words.wrong.replace("{n}", left));
    await box.dropPage(words.page);
    return begin();
  });
  on("open", async function (_, button) {
    if (button.value === "drop") { await box.dropPin(config.owner); return go(); }
    lock.forget(config.owner);
    await lock.tell({ forget: config.owner });
    return begin();
  });
  async function begin() {
    config = await box.meta("box");
    if (!config || !lock.usable) return show("none");
    await box.learn(config.owner);
    const known = await box.meta("lock:" + config.owner);
    if (words.spare && known && known.spare) {
      if (await box.rescue(config.owner, words.spare)) return go();
      say(words.failed);
    }
    if (!lock.is(config.owner)) return show("make");
    if (lock.isShut(config.owner)) { lock.take(config.owner, await lock.tell({ want: config.owner })); await box.learn(config.owner); }
    if (!lock.isShut(config.owner)) return show("open");
    if (known.wrapped) return show("ask");
    document.getElementById("rescue").href = words.rescueUrl + "?lock=" + known.id;
    return show("shut");
  }
  begin().catch(() => show("none"));
})();
