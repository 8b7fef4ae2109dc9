// A sheet typed where there is no line goes into the outbox, and the form is empty for the next one. What is half typed
// lies there too, where a dead battery leaves it, until it is pressed or given up.
(function () {
  "use strict";
  const form = document.querySelector("form[data-paper]"), note = document.getElementById("paper-box"), box = self.SanxinOutbox;
  if (!form || !note || !box || !box.send) return; // a browser without a store: paper.js keeps the sheet on the screen
  const words = note.dataset, owner = box.config.owner, kept = form.hasAttribute("data-kept");
  const PROBE = 5000, SOON = 3000, RETRY = 60000, PAUSE = 300;
  const fields = Array.from(form.querySelectorAll("input:not([type=hidden]), textarea"));
  const say = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
  const afresh = note.querySelector("button"), GAP = document.documentElement.lang.startsWith("zh") ? "" : " ";
  let busy = false, passing = false, mending = null, said = "", how = "", again = 0;
  let slot = box.id(), mends = "", half = false, saving = 0, storing = Promise.resolve();

  // Before anybody else hears of it: where the office answers, the form goes there as ever.
  form.addEventListener("submit", function (event) {
    if (passing) { passing = false; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    finish();
  }, true);
  async function finish() { // a second press meanwhile is the same sheet
    if (busy) return;
    busy = true;
    try {
      if (kept || mending || !(await reached())) return await take();
      await keepTyped(true);
      passing = true;
      form.requestSubmit();
    } finally { busy = false; }
  }
  async function reached() {
    if (navigator.onLine === false) return false;
    try { return (await box.ask(box.config.door, {}, PROBE)).person === owner; } catch (problem) { return false; }
  }
  async function take() {
    const answers = typed(), wrong = fields.find(fault);
    clearFaults();
    if (wrong) return point(wrong);
    if (!Object.keys(answers).length) return tell(words.empty);
    const values = { link: words.link, salt: box.id(), answers: answers };
    const op = { owner: owner, kind: "type_paper", title: decodeURIComponent(words.title), page: location.pathname, values: values };
    clearTimeout(saving);
    saving = 0;
    await storing; // else what was half typed would be written once more, after this
    // Refused once, it never goes by itself: this one comes in its place.
    try { await box.ready; await box.add(op, [], [slot, mending].filter(Boolean)); } catch (problem) { return tell(unkept(problem)); }
    clean();
    send(); // not awaited: the next sheet may be typed while this one is on its way
    slot = box.id();
    if (mends) await another();
    return tell([words.kept, half && words.half].filter(Boolean).join(GAP));
  }
  async function another() { // mended: what was begun before it comes back
    mending = null;
    mends = "";
    history.replaceState(null, "", location.pathname);
    putBack(leftIn(await box.ops(owner).catch(() => [])));
  }
  function clean() {
    fields.forEach((one) => { one.value = ""; });
    form.dispatchEvent(new Event("change")); // this tab's copy of what was typed goes too
    half = false;
    fields[0].focus();
  }
  function typed() {
    const answers = {};
    fields.filter((one) => one.value.trim()).forEach((one) => { answers[one.name] = one.value.trim(); });
    return answers;
  }

  // --- what is half typed ------------------------------------------------------------------------
  // `pressed`: it is on its way to the office, and may have arrived without our hearing of it.
  function keepTyped(pressed) {
    clearTimeout(saving);
    saving = 0;
    const answers = typed(), values = { link: words.link, mends: mends, answers: answers, pressed: Boolean(pressed) };
    const row = { id: slot, owner: owner, kind: "type_paper", title: decodeURIComponent(words.title), page: location.pathname + location.hash, values: values };
    const work = () => Object.keys(answers).length ? box.keepTyped(row) : box.dropTyped(row.id);
    storing = storing.then(work).then(settled, (problem) => { said = unkept(problem); return draw(); });
    return storing;
  }
  function settled() { // one copy is enough, and this one knows of the PIN: nothing to warn of, and the tab's goes
    form.dataset.changed = "";
    try { Object.keys(sessionStorage).filter((name) => name.startsWith("sanxin:draft:" + location.pathname + "#")).forEach((name) => sessionStorage.removeItem(name)); } catch (denied) { /* no copy either */ }
  }
  const unkept = (problem) => problem.kind === "locked" ? words.locked : words.full;
  function saveSoon() { clearTimeout(saving); saving = setTimeout(keepTyped, PAUSE, false); }
  const leftIn = (ops) => ops.find((op) => op.state === "typing" && op.values.link === words.link && op.values.mends === mends);
  function putBack(row) {
    if (!row) return;
    slot = row.id;
    fields.forEach((one) => { one.value = row.values.answers[one.name] || ""; });
    half = true;
  }
  async function giveUp() {
    if (!confirm(words.sure)) return;
    clean();
    clearFaults();
    said = "";
    await keepTyped(false); // empty: it goes
    await draw();
  }
  function clearFaults() {
    form.querySelectorAll(".sx-err").forEach((one) => one.remove());
    form.querySelectorAll(".sv-bad").forEach((one) => one.classList.remove("sv-bad"));
  }
  function point(field) { // beside the field, as the office does
    const why = Object.assign(document.createElement("p"), { className: "sx-err", textContent: fault(field) }), line = field.closest(".sv-line");
    why.setAttribute("role", "alert");
    line.classList.add("sv-bad");
    line.append(why);
    field.focus();
  }
  function fault(field) { // what can be seen here; the office looks at the rest
    const typed = field.value.trim().replace(/[０-９]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)), most = Number(field.dataset.most || 0);
    const holes = { number: field.closest(".sv-line").querySelector(".sv-n").textContent, most: most };
    if (!typed) return field.hasAttribute("data-must") ? say(words.must, holes) : "";
    if (!most) return "";
    const parts = typed.split(/[\s,，、.;；]+/).filter(Boolean), numbers = most <= 9 ? parts.join("").split("") : parts;
    if (!numbers.length || numbers.some((one) => !/^\d+$/.test(one) || Number(one) < 1 || Number(one) > most)) return say(words.number, holes);
    return numbers.length > 1 && !field.hasAttribute("data-several") ? say(words.one, holes) : "";
  }

  // --- what waits ------------------------------------------------------------------------------
  async function tell(text) {
    said = text;
    await draw();
    note.scrollIntoView({ block: "center" });
  }
  async function draw() {
    const ops = (await box.ops(owner).catch(() => [])).filter((op) => op.kind === "type_paper" && op.state !== "typing"), count = (state) => ops.filter((op) => op.state === state).length;
    const here = (await box.keptPapers().catch(() => [])).some(([url]) => url === location.pathname);
    const waiting = count("waiting"), refused = count("refused");
    const parts = [said, waiting ? how === "signin" ? words.signin : say(words.waiting, { n: waiting }) : "", refused ? say(words.refused, { n: refused }) : ""].filter(Boolean);
    if (!parts.length && here) parts.push(words.ready);
    note.hidden = !parts.length;
    note.querySelector("span").textContent = parts.join(GAP);
    afresh.hidden = !half;
    note.querySelector("a").hidden = !ops.length;
  }
  async function send() {
    how = await box.send();
    clearTimeout(again);
    again = setTimeout(send, how === "busy" ? SOON : RETRY); // what was typed since the flight began
    return draw();
  }
  async function begin() {
    const counted = document.getElementById("counted");
    if (kept && counted) counted.textContent = decodeURIComponent(words.title); // its numbers are those of the day it was kept
    form.addEventListener("input", function () { // that the one before is kept has been read by now
      saveSoon();
      if (!said || mending || half) return;
      said = "";
      draw();
    });
    box.listen(draw);
    await box.ready;
    await restore();
    self.addEventListener("pagehide", hidden);
    document.addEventListener("visibilitychange", () => document.hidden && hidden());
    afresh.addEventListener("click", giveUp);
    await draw();
    return send();
  }
  function hidden() { if (saving) keepTyped(false); }
  async function restore() {
    const ops = await box.ops(owner).catch(() => []), wanted = (location.hash.match(/^#mend=([\w-]+)$/) || [])[1];
    const op = wanted && ops.find((one) => one.id === wanted && one.state === "refused");
    mends = wanted || "";
    let left = leftIn(ops);
    if (left && left.values.pressed && new URLSearchParams(location.search).has("last")) { // the office has it
      await box.dropTyped(left.id);
      left = null;
    }
    const untouched = !Object.keys(typed()).length;
    if (fields.some((one) => one.defaultValue)) slot = left ? left.id : slot; // the office sent it back with what is wrong
    else if (left && (untouched || cameBack())) { // a browser that comes back fills in some fields, and not all
      putBack(left);
      said = left.values.pressed ? words.pressed : words.half;
    } else if (op && untouched) fields.forEach((one) => { one.value = op.values.answers[one.name] || ""; });
    if (op) {
      mending = op.id;
      said = words.mend;
    }
    const copy = half && form.querySelector(":scope > .sx-note[role=status]"); // the same, offered by this tab
    if (copy) copy.remove();
  }
  function cameBack() {
    const way = performance.getEntriesByType("navigation")[0];
    return Boolean(way) && way.type !== "navigate";
  }
  begin().catch(() => null);
})();
