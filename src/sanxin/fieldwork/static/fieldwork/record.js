// The recording page: lines that grow, a draft that stays, photographs made small, the outbox as it is.
(function () {
  "use strict";
  const form = document.getElementById("visit"), shelf = document.getElementById("outbox"), box = self.SanxinOutbox;
  if (!form) return;
  const words = shelf.dataset, owner = form.dataset.person, lines = document.getElementById("lines");
  const pattern = document.getElementById("line").content, choose = document.getElementById("choose");
  const LONGEST = 1600, RETRY = 60000, OLD = Number(form.dataset.keptDays) * 24 * 3600 * 1000;
  let photos = [], saving = 0, state = "";
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
  function showWhere() {
    const title = document.getElementById("where"), when = field("on").value;
    const member = field("member") && field("member").value ? field("member").selectedOptions[0].textContent : "";
    title.textContent = placeLabel() || member || field("household").value || title.dataset.none || (title.dataset.none = title.textContent);
    const day = document.getElementById("when"), today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    if (when) day.textContent = (when === today ? day.dataset.today + " " : "") + when.slice(5);
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
  async function addPhotos(files) {
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
      if (empty(told)) await box.dropDraft(owner);
      else await box.keepDraft({ owner: owner, values: told, photos: photos, at: Date.now() });
    } catch (full) { toast(words.full); }
    if (!box.survives && navigator.onLine) online(empty(told));
  }
  // A browser that could not open this page again without a signal: the words go to the server as they are typed.
  function online(none) {
    const data = none ? new FormData() : new FormData(form);
    data.delete("photos");
    data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    fetch(form.dataset.draft, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" }).catch(function () { /* the next word tries again */ });
  }

  // --- done ------------------------------------------------------------------------------------
  async function finish() {
    const told = values(), where = placeLabel();
    if (!told.place && !told.place_text && !told.member && !told.household) { choose.open = true; field("place").focus(); return toast(words.nowhere); }
    if (!form.reportValidity()) return undefined;
    const visit = form.dataset.again || box.id();
    const op = {
      owner: owner, kind: "record_visit",
      title: (where || told.household || (field("member") ? field("member").selectedOptions[0].textContent : "")), count: told.lines.length, photos: photos.length,
      values: Object.assign(told, { visit: visit, place: told.place || null, member: told.member || null, office: told.office || null, people: Number(told.people) || 0, lines: told.lines.map((line) => Object.assign({ id: box.id() }, line)) }),
    };
    clearTimeout(saving);
    try { await box.add(op, photos); } catch (full) { return toast(words.full); }
    delete form.dataset.again;
    if (!box.survives) online(true);
    clean();
    toast(words.kept);
    return send();
  }
  async function send() {
    const how = await box.send();
    if (how !== "busy") state = how;
    draw();
  }

  // --- the outbox ------------------------------------------------------------------------------
  async function draw() {
    const ops = await box.ops(owner), pictures = await box.photos(owner), others = await box.others(owner);
    shelf.hidden = false;
    const queue = document.getElementById("queue"), rows = ops.reverse().map((op) => row(op, pictures.filter((one) => one.op === op.id)));
    queue.replaceChildren ? queue.replaceChildren(...rows) : (queue.textContent = "", rows.forEach((one) => queue.appendChild(one)));
    document.getElementById("empty").hidden = rows.length > 0;
    const note = document.getElementById("others");
    note.hidden = !others;
    note.textContent = say(words.others, { n: others });
    const waits = ops.some((op) => op.state === "waiting") || pictures.some((one) => one.state === "waiting");
    signal(!navigator.onLine || (waits && state === "line") ? words.offline : waits && state === "signin" ? words.signin : waits && state === "other" ? words.other : "", waits && state === "signin");
  }
  function signal(text, link) {
    const line = document.getElementById("signal"), span = line.querySelector("span");
    line.hidden = !text;
    span.textContent = text;
    if (link) {
      const way = el("a", "", words.signinLink);
      way.href = "/account/login/?next=" + encodeURIComponent(box.page);
      span.append(" ", way);
    }
  }
  function light(op, left) {
    if (box.sending[op.id]) return ["wait", words.sending];
    if (op.state === "question") return ["amber", words.question];
    if (op.state === "refused" || left.some((one) => one.state === "refused")) return ["red", words.refused];
    return op.state === "sent" && !left.length ? ["done", words.sent] : ["wait", words.onPhone];
  }
  function row(op, left) {
    const item = el("li", "sx-row"), [kind, word] = light(op, left), middle = el("div"), verbs = el("div", "fw-verbs");
    const shown = op.kind === "correct_visit" ? say(words.correction, { title: op.title }) : op.title;
    item.append(el("span", "sx-light sx-light-" + kind, word), middle, verbs);
    const name = el(op.answer && op.answer.url ? "a" : "span", "sx-ink", [shown, op.count ? say(words.lines, { n: op.count }) : ""].filter(Boolean).join("，"));
    if (op.answer && op.answer.url) name.href = op.answer.url;
    middle.append(name, el("p", "", notes(op, left).filter(Boolean).join(" · ")));
    if (op.state === "question") middle.append(versions(op));
    if (op.state === "question") verbs.append(verb(words.keepMine, () => box.resolve(op, true).then(send)), verb(words.keepTheirs, () => box.resolve(op, false)));
    else if (op.state !== "sent" || left.length) {
      if (op.kind === "record_visit" && (op.state === "refused" || (op.state === "waiting" && !op.tries))) verbs.append(verb(words.edit, () => edit(op, left)));
      verbs.append(verb(words.export, () => download(op.id)), verb(words.withdraw, () => confirm(op.tries || op.state === "sent" ? words.sureMaybe : words.sure) && box.withdraw(op.id)));
    }
    return item;
  }
  function notes(op, left) {
    const at = (iso) => new Date(iso).toLocaleString([], { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false });
    const days = Math.floor((Date.now() - Date.parse(op.born_at)) / (24 * 3600 * 1000)), size = left.reduce((sum, one) => sum + one.data.byteLength, 0);
    return [
      op.state === "sent" ? say(words.arrived, { at: at(op.sent_at) }) : say(words.written, { at: at(op.born_at) }),
      left.length ? say(op.state === "sent" ? words.photosLeft : words.photos, { n: left.length }) + " " + Math.ceil(size / 1024) + " KB" : "",
      op.state !== "sent" ? op.why : left.map((one) => one.why).filter(Boolean)[0],
      op.state === "waiting" && op.tries && !op.why ? words.maybe : "",
      op.state !== "sent" && Date.now() - Date.parse(op.born_at) > OLD ? say(words.long, { n: days }) : "",
    ];
  }
  function versions(op) {
    const both = el("dl", "fw-both sx-sm"), theirs = op.answer.theirs;
    Object.keys(op.values).filter((name) => name in theirs && name !== "visit" && String(op.values[name] === null ? "" : op.values[name]) !== String(theirs[name] === null ? "" : theirs[name])).forEach(function (name) {
      const label = op.labels && op.labels[name] || name, mine = op.shown && op.shown[name] || op.values[name];
      both.append(el("dt", "sx-3", label), el("dd", "", words.mine + "：" + mine), el("dd", "", say(words.theirs, theirs) + "：" + (name === "place" ? theirs.where : theirs[name])));
    });
    return both;
  }
  function verb(text, act) {
    const button = el("button", "btn btn-sm", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
  async function edit(op, left) {
    if (!empty(values()) && !confirm(words.sureAfresh)) return;
    await box.keepDraft({ owner: owner, values: op.values, photos: left.map((one) => ({ id: box.id(), name: one.name, type: one.type, data: one.data })), at: Date.now() });
    await box.withdraw(op.id);
    await restore();
    form.scrollIntoView();
  }
  async function download(id) {
    const link = el("a"), url = URL.createObjectURL(new Blob([await box.exported(owner, id)], { type: "application/json" }));
    link.href = url;
    link.download = "sanxin-" + new Date().toISOString().slice(0, 10) + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
  function toast(text) {
    const note = document.getElementById("signal");
    let told = document.getElementById("told");
    if (!told) { told = el("p", "sx-sm sx-2 fw-told"); told.id = "told"; told.setAttribute("role", "status"); form.querySelector(".sx-act").prepend(told); }
    told.textContent = text;
    return note;
  }
  async function restore() {
    const draft = await box.draft(owner);
    if (!draft) return false;
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
  form.addEventListener("input", (event) => { if (event.target.name === "place_text") field("place").value = ""; showWhere(); if (form.dataset.ready) save(); });
  form.addEventListener("change", function (event) {
    if (event.target.name === "photos") { const files = Array.from(event.target.files); event.target.value = ""; addPhotos(files); }
    showWhere();
    prepare();
  });
  prepare();
  if (!box || !box.send) return; // no store: the form goes to the server as it is
  begin().catch(function () { signal(words.noStore); form.dataset.plain = "1"; });
  async function begin() {
    await box.ready;
    form.setAttribute("data-many", "");
    form.addEventListener("submit", function (event) {
      if (form.dataset.plain) return;
      event.preventDefault();
      if (event.submitter && event.submitter.name === "later") saveNow().then(() => toast(words.later));
      else finish();
    });
    await restore();
    form.dataset.ready = "1";
    document.getElementById("afresh").addEventListener("click", () => { if (confirm(words.sureAfresh)) { clean(); saveNow(); } });
    document.getElementById("try").addEventListener("click", (event) => { event.preventDefault(); send(); });
    document.getElementById("leaving").hidden = !new URLSearchParams(location.search).has("leaving");
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(function () { /* not every browser promises */ });
    box.listen(draw);
    self.addEventListener("online", send);
    self.addEventListener("offline", draw);
    self.addEventListener("pagehide", saveNow);
    document.addEventListener("visibilitychange", () => document.hidden ? saveNow() : send());
    setInterval(send, RETRY);
    await box.tidy(owner, Number(form.dataset.keptDays));
    await send();
  }
})();
