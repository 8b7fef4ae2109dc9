// What was typed is not lost: a warning before leaving, and a copy in this tab for when the session or the line broke.
(function () {
  "use strict";
  var PREFIX = "sanxin:draft:";
  var SECRET = /^(password|hidden|file)$/;
  function key(form) {
    return PREFIX + location.pathname + "#" + (form.id || Array.prototype.indexOf.call(document.forms, form));
  }
  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && !SECRET.test(one.type) && /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName);
    });
  }
  function snapshot(form) {
    return fields(form).map(function (one) {
      return /^(checkbox|radio)$/.test(one.type) ? [one.name, one.value, one.checked] : [one.name, one.value];
    });
  }
  // What the server sent, whatever the browser has put back since.
  function pristine(form) {
    return fields(form).map(function (one) {
      if (/^(checkbox|radio)$/.test(one.type)) return [one.name, one.value, one.defaultChecked];
      if (one.tagName !== "SELECT") return [one.name, one.defaultValue];
      var chosen = Array.prototype.filter.call(one.options, function (option) { return option.defaultSelected; })[0];
      return [one.name, chosen ? chosen.value : one.options.length ? one.options[0].value : ""];
    });
  }
  function store(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, value);
    } catch (full) { /* private mode or no room: the warning before leaving remains */ }
  }
  function read(name) {
    try { return sessionStorage.getItem(name); } catch (denied) { return null; }
  }
  function restore(form, saved) {
    var byName = {};
    saved.forEach(function (one) { (byName[one[0]] = byName[one[0]] || []).push(one); });
    fields(form).forEach(function (one) {
      var kept = (byName[one.name] || []).shift();
      if (!kept) return;
      if (kept.length === 3) one.checked = kept[2];
      else one.value = kept[1];
    });
    form.dataset.changed = "1";
  }
  function offer(form, saved) {
    var note = document.createElement("div");
    note.className = "sx-note";
    note.setAttribute("role", "status");
    var text = document.createElement("span");
    text.textContent = document.body.dataset.draft || "上次没存的内容还在。";
    note.appendChild(text);
    [[document.body.dataset.draftBack || "放回来", function () { restore(form, saved); }], [document.body.dataset.draftDrop || "不要了", function () { store(key(form), null); }]].forEach(function (choice) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm";
      button.textContent = choice[0];
      button.addEventListener("click", function () { choice[1](); note.remove(); });
      note.appendChild(button);
    });
    form.insertBefore(note, form.firstChild);
  }
  function watch(form) {
    var start = JSON.stringify(pristine(form));
    var kept = read(key(form));
    var shown = JSON.stringify(snapshot(form));
    if (shown !== start) form.dataset.changed = "1";
    if (kept && kept !== shown) offer(form, JSON.parse(kept));
    function changed() {
      var now = JSON.stringify(snapshot(form));
      form.dataset.changed = now === start ? "" : "1";
      store(key(form), now === start ? null : now);
    }
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    // The copy stays until a page comes in answer to this form: a failed send must not cost the text.
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented) return;
      form.dataset.changed = "";
      store(PREFIX + "sent", JSON.stringify([key(form), location.pathname]));
    });
  }
  // A page that came from a sent form is its answer: the copy has served. Not so after signing in again,
  // when the browser itself went back, or when the line broke and somebody opened another page of ours.
  function answers(path) {
    if (document.querySelector("[data-toast]")) return true;
    var way = performance.getEntriesByType("navigation")[0];
    if (way && way.type !== "navigate" || document.querySelector("input[type=password]")) return false;
    return Boolean(document.referrer) && new URL(document.referrer).pathname === path;
  }
  function settle() {
    var sent = JSON.parse(read(PREFIX + "sent") || "null");
    if (sent && answers(sent[1])) store(sent[0], null);
    store(PREFIX + "sent", null);
  }
  settle();
  document.querySelectorAll("form[data-unsaved]").forEach(watch);
  window.addEventListener("beforeunload", function (event) {
    if (!document.querySelector("form[data-unsaved][data-changed='1']")) return;
    event.preventDefault();
    event.returnValue = document.body.dataset.leave || "";
  });
})();
