// This phone remembers the key of its own form, so that whoever comes back sees what is new and counts once.
// It stays here until the conversation is over; "somebody else" draws a new one.
(function () {
  "use strict";
  var PREFIX = "sanxin:v:";
  function read(code) { try { return localStorage.getItem(PREFIX + code) || ""; } catch (denied) { return ""; } }
  function write(code, key) { try { localStorage.setItem(PREFIX + code, key); } catch (full) { /* the page still carries it */ } }
  function forget(code) { try { localStorage.removeItem(PREFIX + code); } catch (denied) { /* nothing was kept either */ } }
  var over = document.querySelector("[data-keep-clear]");
  if (over) forget(over.dataset.keepClear);
  var form = document.querySelector("form[data-vote]");
  if (!form) return;
  var code = form.dataset.vote;
  if (!("begin" in form.dataset)) { write(code, form.elements.key.value); return; }
  if (/[?&]new=1/.test(location.search)) { forget(code); return; }
  var kept = read(code);
  if (kept) {
    form.elements.key.value = kept;
    form.submit(); // without an answer: the server shows what this key has not answered yet
  }
})();
