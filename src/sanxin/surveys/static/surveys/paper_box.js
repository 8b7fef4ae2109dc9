// A sheet typed where there is no line goes into the outbox, and the form is empty for the next one.
(function () {
  "use strict";
  const form = document.querySelector("form[data-paper]"), note = document.getElementById("paper-box"), box = self.SanxinOutbox;
  if (!form || !note || !box || !box.send) return; // a browser without a store: paper.js keeps the sheet on the screen
  const words = note.dataset, owner = box.config.owner, kept = form.hasAttribute("data-kept");
  const PROBE = 5000, SOON = 3000, RETRY = 60000;
  const fields = Array.from(form.querySelectorAll("input:not([type=hidden]), textarea"));
  const say = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
  let busy = false, passing = false, mending = null, said = "", how = "", again = 0;

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
      passing = true;
      form.requestSubmit();
    } finally { busy = false; }
  }
  async function reached() {
    if (navigator.onLine === false) return false;
    try { return (await box.ask(box.config.door, {}, PROBE)).person === owner; } catch (problem) { return false; }
  }
  async function take() {
    const answers = {}, wrong = fields.find(fault);
    fields.filter((one) => one.value.trim()).forEach((one) => { answers[one.name] = one.value.trim(); });
    clearFaults();
    if (wrong) return point(wrong);
    if (!Object.keys(answers).length) return tell(words.empty);
    const values = { link: words.link, salt: box.id(), answers: answers };
    const op = { owner: owner, kind: "type_paper", title: decodeURIComponent(words.title), page: location.pathname, values: values };
    try { await box.ready; await box.add(op); } catch (problem) { return tell(problem.kind === "locked" ? words.locked : words.full); }
    if (mending) await box.withdraw(mending).catch(() => null); // refused once, it never goes by itself
    mending = null;
    if (location.hash) history.replaceState(null, "", location.pathname);
    clean();
    send(); // not awaited: the next sheet may be typed while this one is on its way
    return tell(words.kept);
  }
  function clean() {
    fields.forEach((one) => { one.value = ""; });
    form.dispatchEvent(new Event("change")); // this tab's copy of what was typed goes too
    fields[0].focus();
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
    const ops = (await box.ops(owner).catch(() => [])).filter((op) => op.kind === "type_paper"), count = (state) => ops.filter((op) => op.state === state).length;
    const here = (await box.keptPapers().catch(() => [])).some(([url]) => url === location.pathname);
    const waiting = count("waiting"), refused = count("refused");
    const parts = [said, waiting ? how === "signin" ? words.signin : say(words.waiting, { n: waiting }) : "", refused ? say(words.refused, { n: refused }) : ""].filter(Boolean);
    if (!parts.length && here) parts.push(words.ready);
    note.hidden = !parts.length;
    note.querySelector("span").textContent = parts.join(document.documentElement.lang.startsWith("zh") ? "" : " ");
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
      if (!said || mending) return;
      said = "";
      draw();
    });
    box.listen(draw);
    await box.ready;
    const wanted = (location.hash.match(/^#mend=([\w-]+)$/) || [])[1];
    const op = wanted && (await box.ops(owner)).find((one) => one.id === wanted && one.state === "refused");
    if (op) {
      mending = op.id;
      fields.forEach((one) => { one.value = op.values.answers[one.name] || ""; });
      said = words.mend;
    }
    await draw();
    return send();
  }
  begin().catch(() => null);
})();
