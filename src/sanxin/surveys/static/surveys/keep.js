// What was typed stays on this phone until it is sent: a line that breaks, a page that closes. Nothing leaves it.
(function () {
  "use strict";
  var PREFIX = "sanxin:q:", DAY = 24 * 3600 * 1000;
  function read(name) { try { return JSON.parse(localStorage.getItem(name) || "null"); } catch (denied) { return null; } }
  function write(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch (full) { /* typed text still stands in the page */ } }
  function forget(start) {
    try {
      Object.keys(localStorage).filter(function (name) { return name.indexOf(start) === 0; }).forEach(function (name) { localStorage.removeItem(name); });
    } catch (denied) { /* nothing was kept either */ }
  }
  var over = document.querySelector("[data-keep-clear]");
  if (over) forget(PREFIX + over.dataset.keepClear + "/");
  var form = document.querySelector("form[data-keep]");
  if (!form) return;
  var place = PREFIX + form.dataset.keep;
  function typed() {
    return Array.prototype.filter.call(form.elements, function (one) { return one.name && !/^(hidden|file|submit|button)$/.test(one.type); });
  }
  function ticks(one) { return /^(checkbox|radio)$/.test(one.type); }
  function snapshot() {
    return typed().filter(function (one) { return ticks(one) ? one.checked : one.value; }).map(function (one) { return [one.name, one.value]; });
  }
  function save() { write(place, { at: Date.now(), token: form.elements.token ? form.elements.token.value : "", said: snapshot() }); }
  function show(one) {
    var label = one.closest("[data-option]");
    if (label) label.classList.toggle("on", one.checked);
  }
  function put(said) {
    typed().forEach(function (one) {
      said.forEach(function (pair) {
        if (pair[0] !== one.name) return;
        if (!ticks(one)) one.value = pair[1];
        else if (pair[1] === one.value) { one.checked = true; show(one); }
      });
    });
  }
  function tell(words, button, act) {
    var note = document.createElement("div"), text = document.createElement("span"), old = form.querySelector(".px-again");
    if (old) old.remove();
    note.className = "px-again";
    note.setAttribute("role", "status");
    text.textContent = words;
    note.appendChild(text);
    if (button) {
      var press = document.createElement("button");
      press.type = "button"; press.className = "btn"; press.textContent = button;
      press.addEventListener("click", act);
      note.appendChild(press);
    }
    form.insertBefore(note, form.firstChild);
    return note;
  }
  var kept = read(place);
  if (kept && Date.now() - kept.at > DAY) { forget(place); kept = null; }
  // Scanned again, a form whose questions are shuffled may begin with another one: what was typed is not of this page.
  function fits(said) { return said.some(function (pair) { return typed().some(function (one) { return one.name === pair[0]; }); }); }
  if (kept && fits(kept.said) && !snapshot().length) {
    put(kept.said);
    // The same form again: should its first sending have arrived after all, the second changes nothing.
    if (form.elements.token && kept.token) form.elements.token.value = kept.token;
    tell(form.dataset.kept, form.dataset.afresh, function () {
      forget(PREFIX + form.dataset.keep.split("/")[0] + "/");
      location.reload();
    });
  }
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", function (event) {
    save();
    if (navigator.onLine !== false) return;
    event.preventDefault();
    tell(form.dataset.offline).scrollIntoView();
  });
})();
