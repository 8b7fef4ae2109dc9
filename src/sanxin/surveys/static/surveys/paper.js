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
  var wrong = form.querySelector(".sv-bad input, .sv-bad textarea");
  (wrong || fields[0]).focus();
})();
