// The recording page: lines that grow, a draft that stays, photographs made small, the outbox as it is.
(function () {
  "use strict";
  const form = document.getElementById("visit"), box = self.SanxinOutbox, lock = self.SanxinLock;
  if (!form) return;
  const words = document.getElementById("outbox").dataset, owner = form.dataset.person, lines = document.getElementById("lines");
  const pattern = document.getElementById("line").content, choose = document.getElementById("choose");
  const LONGEST = 1600, RETRY = 60000, SOON = 3000, AWAY = 5 * 60000, days = Number(form.dataset.keptDays);
  let photos = [], untouched = false, saving = 0, soon = 0, away = 0, finishing = false, shown = null;
  const say = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
  const field = (name) => form.elements[name];
  const el = (tag, css, text) => Object.assign(document.createElement(tag), { className: css || "", textContent: text || "" });

  // --- lines -----------------------------------------------------------------------------------
  function areas() { return Array.from(lines.querySelectorAll("textarea")); }
  function grow(area) { area.style.height = "auto"; area.style.height = area.scrollHeight + "px"; }
  function tidyLines() {
    areas().forEach(function (area) { area.closest("[data-line]").classList.toggle("fw-blank", !area.value.trim()); grow(area); });
    const blank = areas().filter((area) => !area.value.trim());
    blank.slice(0, -1).forEach(function (area) { if (area !== document.activeElement) area.closest("[data-line]").remove(); });
    if (!areas().some((area) => !area.value.trim())) addLine();
  }
  function addLine(text, problem, owed) {
    const line = document.importNode(pattern, true).firstElementChild, number = "line-" + (Number(lines.dataset.next || 100));
    lines.dataset.next = Number(lines.dataset.next || 100) + 1;
    line.querySelectorAll("[name]").forEach((one) => { one.name = one.name.replace("line-0", number); });
    line.querySelector("textarea").value = text || "";
    line.querySelector("[name$='-problem']").checked = Boolean(problem);
    line.querySelector("[name$='-owed']").checked = Boolean(owed);
    lines.appendChild(line);
    return line.querySelector("textarea");
  }
  lines.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    tidyLines();
    const next = areas()[areas().indexOf(event.target) + 1];
    if (next) next.focus();
  });
  lines.addEventListener("input", tidyLines);

  // --- where and when --------------------------------------------------------------------------
  function placeLabel() {
    const chosen = field("place").selectedOptions[0];
    return [chosen && chosen.value ? chosen.textContent : "", field("place_text").value].filter(Boolean).join(" ");
  }
  const memberLabel = () => field("member") && field("member").value ? field("member").selectedOptions[0].textContent : "";
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  function showWhere() {
    const title = document.getElementById("where"), when = field("on").value;
    title.textContent = placeLabel() || memberLabel() || field("household").value || title.dataset.none || (title.dataset.none = title.textContent);
    const day = document.getElementById("when");
    if (when) day.textContent = (when === today() ? day.dataset.today + " " : "") + when.slice(5);
  }
  function prepare() {
    const place = field("place").value, target = document.getElementById("prepare");
    if (!place || !navigator.onLine || !self.htmx || target.dataset.place === place) return;
    target.dataset.place = place;
    self.htmx.ajax("GET", form.dataset.prepare.replace(owner, place), { target: target, swap: "innerHTML" });
  }
  document.getElementById("change").addEventListener("click", function (event) {
    event.preventDefault();
    choose.open = !choose.open;
  });

  // --- the form as values and back --------------------------------------------------------------
  function values() {
    const told = {};
    ["place", "place_text", "member", "household", "on", "kind", "people", "note", "office"].forEach(function (name) {
      if (field(name)) told[name] = field(name).value;
    });
    told.lines = areas().filter((area) => area.value.trim()).map(function (area) {
      const line = area.closest("[data-line]");
      return { text: area.value.trim(), difficulty: line.querySelector("[name$='-problem']").checked, owed: line.querySelector("[name$='-owed']").checked };
    });
    return told;
  }
  function fill(told) {
    Object.keys(told).forEach(function (name) {
      if (name === "lines" || !field(name)) return;
      if (name === "place" && told.place && !Array.from(field("place").options).some((one) => one.value === told.place)) return;
      field(name).value = told[name] === null ? "" : told[name];
    });
    lines.textContent = "";
    (told.lines || []).forEach((line) => addLine(line.text, line.difficulty, line.owed));
    tidyLines();
    showWhere();
  }
  function clean() {
    form.reset();
    ["note", "household", "place_text"].forEach((name) => { field(name).value = ""; }); // a draft may stand in the page itself
    field("on").value = today();
    photos = [];
    showPhotos();
    fill({ lines: [] });
    choose.open = !("placed" in choose.dataset);
    document.getElementById("draft-note").hidden = true;
  }
  const empty = (told) => !told.lines.length && !told.note && !told.household && !told.place_text && !photos.length;

  // --- photographs -----------------------------------------------------------------------------
  async function small(file) {
    const picture = self.createImageBitmap ? await createImageBitmap(file, { imageOrientation: "from-image" }) : await drawn(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height)), canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
    // Bytes, not a Blob: some phones lose blobs out of their store.
    return { id: box.id(), name: file.name.replace(/\.\w+$/, "") + ".jpg", type: "image/jpeg", data: await new Response(blob).arrayBuffer() };
  }
  function drawn(file) {
    return new Promise(function (resolve, reject) {
      const reader = new FileReader(), picture = new Image();
      reader.onload = function () { picture.onload = () => resolve(picture); picture.onerror = reject; picture.src = reader.result; };
      reader.onerror = reject;
      reader.readAsDataURL(file);
    });
  }
  function showPhotos() {
    const size = photos.reduce((sum, one) => sum + one.data.byteLength, 0);
    document.getElementById("photo-names").textContent = photos.length ? say(words.photos, { n: photos.length }) + " " + Math.ceil(size / 1024) + " KB" : "";
  }
  async function takePhotos() {
    const files = Array.from(field("photos").files);
    field("photos").value = "";
    for (const file of files) {
      try { photos.push(await small(file)); } catch (broken) { toast(words.badPhoto); }
    }
    showPhotos();
    save();
  }

  // --- the draft -------------------------------------------------------------------------------
  function save() { clearTimeout(saving); saving = setTimeout(saveNow, 300); }
  async function saveNow() {
    clearTimeout(saving);
    const told = values();
    try {
      if (form.dataset.plain) online(empty(told));
      else if (empty(told)) await box.dropDraft(owner);
      else await box.keepDraft({ owner: owner, values: told, photos: photos, at: Date.now() });
    } catch (problem) { unkept(problem); }
    if (!form.dataset.plain && !box.survives && navigator.onLine) online(empty(told));
  }
  const unkept = (problem) => problem.kind === "locked" ? toLock() : toast(words.full); // locked from another tab, or no room
  // A browser that could not open this page again without a signal: the words go to the server as they are typed.
  function online(none) {
    const data = none ? new FormData() : new FormData(form);
    data.delete("photos");
    data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    fetch(form.dataset.draft, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" }).catch(function () { /* the next word tries again */ });
  }

  // --- done ------------------------------------------------------------------------------------
  async function finish() { // a second tap while the first is being stored is the same visit
    if (finishing) return undefined;
    finishing = true;
    try { return await written(); } finally { finishing = false; }
  }
  async function written() {
    const told = values(), where = placeLabel();
    if (untouched) return toast(words.already); // a second tap, a moment later: what is on the page now is what was there at first
    if (!told.place && !told.place_text && !told.member && !told.household) { choose.open = true; field("place").focus(); return toast(words.nowhere); }
    if (!form.reportValidity()) return undefined;
    const lines = told.lines.map((line) => Object.assign({ id: box.id() }, line));
    const op = {
      owner: owner, kind: "record_visit", count: lines.length,
      title: where || told.household || memberLabel(), safe: where || memberLabel() || words.household, // once it is sent, no name stays
      values: Object.assign(told, { visit: box.id(), place: told.place || null, member: told.member || null, office: told.office || null, people: Number(told.people) || 0, lines: lines }),
    };
    clearTimeout(saving);
    try { await box.add(op, photos); } catch (problem) { return unkept(problem); }
    if (!box.survives) online(true);
    clean();
    untouched = true;
    toast(words.kept);
    send(); // not awaited: the next visit may be written while this one is on its way
    return undefined;
  }
  async function send() {
    const how = await box.send();
    if (how === "busy") { clearTimeout(soon); soon = setTimeout(send, SOON); } // what was written since the flight began
    return shown.told(how);
  }

  async function edit(op, left) {
    if (!empty(values()) && !confirm(words.sureAfresh)) return;
    await box.keepDraft({ owner: owner, values: op.values, photos: left.map((one) => ({ id: box.id(), name: one.name, type: one.type, data: one.data })), at: Date.now() });
    await box.withdraw(op.id);
    await restore();
    form.scrollIntoView();
  }
  function toast(text) { // beside the buttons, where the eye ends
    let told = document.getElementById("told");
    if (!told) { told = el("p", "sx-sm sx-2 fw-told"); told.id = "told"; told.setAttribute("role", "status"); form.querySelector(".sx-act").prepend(told); }
    told.textContent = text;
  }
  async function restore() {
    const draft = await box.draft(owner);
    if (!draft) return false;
    untouched = false;
    photos = draft.photos || [];
    fill(draft.values);
    showPhotos();
    document.getElementById("draft-note").hidden = false;
    choose.open = !placeLabel();
    return true;
  }

  // --- begin -----------------------------------------------------------------------------------
  tidyLines();
  choose.open = !("placed" in choose.dataset);
  const touch = () => { untouched = false; };
  ["input", "change"].forEach((what) => form.addEventListener(what, touch));
  form.addEventListener("click", (event) => { if (event.target.closest("button[type=button], summary, select")) touch(); });
  form.addEventListener("input", (event) => { if (event.target.name === "place_text") field("place").value = ""; showWhere(); if (form.dataset.ready) save(); });
  form.addEventListener("change", function (event) {
    if (event.target.name === "photos" && form.dataset.ready && !form.dataset.plain) takePhotos();
    showWhere();
    prepare();
  });
  prepare();
  if (box && box.send) begin().catch(withoutStore);
  else withoutStore();
  function withoutStore() { // the form goes to the server as it is, and so does what is being typed
    form.dataset.plain = form.dataset.ready = "1";
    form.removeAttribute("data-many");
    if (box && box.signal) box.signal(words.noStore);
  }
  async function begin() {
    await box.ready;
    if (lock.isShut(owner)) return toLock();
    form.setAttribute("data-many", "");
    form.addEventListener("submit", function (event) {
      if (form.dataset.plain) return;
      event.preventDefault();
      if (event.submitter && event.submitter.name === "later") saveNow().then(() => toast(words.later));
      else finish();
    });
    shown = box.shelf({ owner: owner, days: days, edit: edit, send: send });
    // A page that was kept for days still has the date of its day.
    if (!(await restore()) && field("on").value === field("on").defaultValue) { field("on").value = today(); showWhere(); }
    form.dataset.ready = "1";
    if (field("photos").files.length) takePhotos();
    document.getElementById("afresh").addEventListener("click", () => { if (confirm(words.sureAfresh)) { clean(); saveNow(); } });
    document.getElementById("try").addEventListener("click", (event) => { event.preventDefault(); send(); });
    document.getElementById("leaving").hidden = !new URLSearchParams(location.search).has("leaving");
    document.getElementById("pin").hidden = !(lock.usable && box.survives);
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(function () { /* not every browser promises */ });
    box.listen(shown.draw);
    self.addEventListener("online", send);
    self.addEventListener("offline", shown.draw);
    self.addEventListener("pagehide", saveNow);
    document.addEventListener("visibilitychange", () => document.hidden ? leave() : comeBack());
    setInterval(send, RETRY);
    await box.tidy(owner, days);
    return send();
  }
  // With a PIN set, whoever was away for five minutes types it again; what is half written has been saved.
  const toLock = () => location.replace(box.lockPage + (/leaving/.test(location.search) ? "#leaving" : ""));
  function leave() { away = Date.now(); return saveNow(); }
  async function comeBack() {
    if (!lock.is(owner) || !away || Date.now() - away < AWAY) return send();
    lock.forget(owner);
    await lock.tell({ forget: owner });
    return toLock();
  }
})();
