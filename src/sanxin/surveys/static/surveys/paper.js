// Typing paper sheets without the mouse: Enter leads on, a single figure leads on by itself, the last Enter sends.
(function () {
  "use strict";
  var form = document.querySelector("form[data-paper]");
  if (!form) return;
  var fields = Array.prototype.filter.call(form.querySelectorAll("input, textarea"), function (one) { return one.type !== "hidden"; });
  function onward(from) {
    var next = fields[fields.indexOf(from) + 1];
    if (next) { next.focus(); if (next.select) next.select(); }
    return Boolean(next);
  }
  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || fields.indexOf(event.target) < 0) return;
    if (onward(event.target)) event.preventDefault();
    else if (event.target.tagName === "TEXTAREA") { event.preventDefault(); form.requestSubmit ? form.requestSubmit() : form.submit(); }
  });
  form.addEventListener("input", function (event) {
    if (event.target.hasAttribute("data-single") && /^[1-9]$/.test(event.target.value)) onward(event.target);
  });
  // Before anybody else hears of it: a sheet that cannot leave now stays on the screen, and in this tab's copy.
  form.addEventListener("submit", function (event) {
    var old = form.querySelector("[data-held]");
    if (old) old.remove();
    if (navigator.onLine !== false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    var note = document.createElement("p");
    note.className = "sx-note";
    note.setAttribute("role", "status");
    note.setAttribute("data-held", "");
    note.textContent = form.dataset.offline;
    form.insertBefore(note, form.lastElementChild);
    note.scrollIntoView({ block: "nearest" });
  }, true);
  var wrong = form.querySelector(".sv-bad input, .sv-bad textarea");
  (wrong || fields[0]).focus();
})();
