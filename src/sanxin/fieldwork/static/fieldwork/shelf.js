// The outbox as a person sees it: where each thing is, and what can be done with it. Its words stand on the section.
(function () {
  "use strict";
  const shelf = document.getElementById("outbox"), box = self.SanxinOutbox;
  if (!shelf || !box) return;
  const words = shelf.dataset, DAY = 24 * 3600 * 1000;
  const say = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
  const el = (tag, css, text) => Object.assign(document.createElement(tag), { className: css || "", textContent: text || "" });
  const plain = (value) => value === null || value === undefined ? "" : String(value);
  const size = (photos) => Math.ceil(photos.reduce((sum, one) => sum + one.data.byteLength, 0) / 1024) + " KB";
  const at = (iso) => new Date(iso).toLocaleString([], { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false });

  // `page`: owner, days, edit(op, photos), send()
  box.shelf = function (page) {
    let state = "";
    async function draw() {
      const ops = await box.ops(page.owner), photos = await box.photos(page.owner), others = await box.others(page.owner);
      shelf.hidden = false;
      const queue = document.getElementById("queue"), note = document.getElementById("others");
      queue.textContent = "";
      ops.reverse().forEach((op) => queue.appendChild(row(op, photos.filter((one) => one.op === op.id))));
      papers().catch(() => null);
      document.getElementById("empty").hidden = ops.length > 0;
      note.hidden = !others;
      note.textContent = say(words.others, { n: others });
      const waits = ops.concat(photos).some((one) => one.state === "waiting");
      if (!navigator.onLine || (waits && state === "line")) signal(words.offline);
      else if (waits && state === "signin") signal(words.signin, words.signinLink, "/account/login/?next=" + encodeURIComponent(box.page));
      else signal(waits && state === "other" ? words.other : "");
    }
    function row(op, left) {
      const item = el("li", "sx-row"), middle = el("div"), verbs = el("div", "fw-verbs"), [kind, word] = light(op, left);
      const url = op.answer && op.answer.url, title = op.kind === "correct_visit" ? say(words.correction, { title: op.title }) : op.title;
      const name = el(url ? "a" : "span", "sx-ink", [title, op.count ? say(words.lines, { n: op.count }) : ""].filter(Boolean).join(" · "));
      if (url) name.href = url;
      middle.append(name, el("p", "", notes(op, left).filter(Boolean).join(" · ")));
      item.append(el("span", "sx-light sx-light-" + kind, word), middle, verbs);
      if (op.state === "question") {
        middle.append(versions(op));
        verbs.append(verb(words.keepMine, () => box.resolve(op, true).then(page.send)), verb(words.keepTheirs, () => box.resolve(op, false)));
      } else if (op.state === "typing") {
        verbs.append(Object.assign(el("a", "btn btn-sm", words.goOn), { href: op.page }), verb(words.export, () => download(op.id)), verb(words.withdraw, () => withdraw(op)));
      } else if (op.state !== "sent" || left.length) {
        const untried = op.state === "refused" || (op.state === "waiting" && !op.tries);
        if (op.kind === "type_paper" && op.state === "refused") verbs.append(Object.assign(el("a", "btn btn-sm", words.edit), { href: op.page + "#mend=" + op.id }));
        if (op.kind === "record_visit" && untried) verbs.append(verb(words.edit, () => page.edit(op, left)));
        verbs.append(verb(words.export, () => download(op.id)), verb(words.withdraw, () => withdraw(op)));
      }
      return item;
    }
    async function papers() { // questionnaires that open here without a signal
      const kept = await box.keptPapers(), list = document.getElementById("papers");
      list.hidden = !kept.length;
      list.querySelector("ul").replaceChildren(...kept.map(function ([url, title]) {
        const item = el("li");
        item.append(Object.assign(el("a", "", title), { href: url }));
        return item;
      }));
    }
    function notes(op, left) {
      const sent = op.state === "sent", age = Date.now() - Date.parse(op.born_at);
      return [
        sent ? say(words.arrived, { at: at(op.sent_at) }) : say(words.written, { at: at(op.born_at) }),
        left.length ? say(sent ? words.photosLeft : words.photos, { n: left.length }) + " " + size(left) : "",
        sent ? left.map((one) => one.why).filter(Boolean)[0] : op.why,
        op.state === "waiting" && op.tries && !op.why && !box.sending[op.id] ? words.maybe : "",
        !sent && age > page.days * DAY ? say(words.long, { n: Math.floor(age / DAY) }) : "",
      ];
    }
    return { draw: draw, told: (how) => { if (how !== "busy") state = how; return draw(); } };
  };
  function light(op, left) {
    if (box.sending[op.id]) return ["wait", words.sending];
    if (op.state === "typing") return ["wait", words.typing];
    if (op.state === "question") return ["amber", words.question];
    if (op.state === "refused" || left.some((one) => one.state === "refused")) return ["red", words.refused];
    return op.state === "sent" && !left.length ? ["done", words.sent] : ["wait", words.onPhone];
  }
  function versions(op) {
    const both = el("dl", "fw-both sx-sm"), theirs = op.answer.theirs, now = theirs.shown || {};
    const colon = document.documentElement.lang.startsWith("zh") ? "：" : ": ";
    Object.keys(op.values).filter((name) => name in theirs && name !== "visit" && name !== "reason" && plain(op.values[name]) !== plain(theirs[name])).forEach(function (name) {
      const label = (op.labels || {})[name] || name, mine = (op.shown || {})[name] || plain(op.values[name]);
      both.append(el("dt", "sx-3", label), el("dd", "", words.mine + colon + (mine || "—")), el("dd", "", say(words.theirs, theirs) + colon + (now[name] || plain(theirs[name]) || "—")));
    });
    return both;
  }
  function verb(text, act) {
    const button = el("button", "btn btn-sm", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
  function withdraw(op) {
    return confirm(op.tries || op.state === "sent" ? words.sureMaybe : words.sure) && box.withdraw(op.id);
  }
  async function download(id) {
    const link = el("a"), url = URL.createObjectURL(new Blob([await box.exported(document.getElementById("visit").dataset.person, id)], { type: "application/json" }));
    link.href = url;
    link.download = "sanxin-" + new Date().toISOString().slice(0, 10) + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
  function signal(text, link, url) {
    const line = document.getElementById("signal"), span = line.querySelector("span");
    line.hidden = !text;
    span.textContent = text;
    if (link) span.append(" ", Object.assign(el("a", "", link), { href: url }));
  }
  box.say = say;
  box.words = words;
  box.signal = signal;
})();
