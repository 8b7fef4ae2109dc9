// On every page of somebody who goes to villages: keep the recording page for when there is no signal, send what waits.
(function () {
  "use strict";
  const here = document.currentScript, box = self.SanxinOutbox, lock = self.SanxinLock;
  if (!here || !box || !("indexedDB" in self)) return;
  const told = here.dataset, usable = "serviceWorker" in navigator && isSecureContext;
  box.config = { owner: told.person, door: told.door, operations: told.operations, photo: told.photo };
  box.page = told.page;
  box.lockPage = told.lock;
  box.survives = usable; // a page closed without a signal can be opened again
  if (usable) navigator.serviceWorker.register(told.worker, { scope: "/" }).catch(function () { /* the page works without */ });
  // Somebody else used this phone before: their page, with their villages, does not stay.
  box.ready = (async function () {
    const before = await box.meta("box");
    if (before && before.owner !== told.person) await (document.getElementById("visit") ? box.dropPapers() : box.dropPage(told.page));
    await box.setMeta("box", box.config);
    await box.learn(told.person);
    if (lock.isShut(told.person)) { lock.take(told.person, await lock.tell({ want: told.person })); await box.learn(told.person); }
    else if (lock.is(told.person)) lock.tell({ owner: told.person, key: lock.key(told.person) });
  })();
  if (!usable) document.addEventListener("submit", function (event) { // nobody else watches the way out
    const way = new URL(event.target.action || location.href, location.href);
    if (way.pathname === told.logout) box.wipe(told.person, way.searchParams.has("discard"));
  });
  box.send = async function () {
    try { await box.ready; } catch (denied) { return "empty"; }
    const how = await box.drain(box.config);
    if (how === "line" && usable) navigator.serviceWorker.ready.then((worker) => worker.sync && worker.sync.register("outbox")).catch(function () { /* an extra */ });
    return how;
  };
  if (document.getElementById("visit")) return; // the recording page sends by itself, and shows it
  self.addEventListener("online", box.send);
  box.send();
})();
