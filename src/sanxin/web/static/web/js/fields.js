// Small helpers inside forms: phrases, counters, copying, large choices, the first mistake.
(function () {
  "use strict";
  function changed(field) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function phrase(button) {
    var field = document.getElementById(button.dataset.phrase);
    var at = field.selectionStart;
    field.value = field.value.slice(0, at) + button.textContent.trim() + field.value.slice(field.selectionEnd);
    field.focus();
    field.selectionStart = field.selectionEnd = at + button.textContent.trim().length;
    changed(field);
  }
  function step(button) {
    var field = button.closest("[data-count]").querySelector("input");
    var next = (Number(field.value) || 0) + Number(button.dataset.step);
    if (field.min !== "") next = Math.max(next, Number(field.min));
    if (field.max !== "") next = Math.min(next, Number(field.max));
    field.value = next;
    changed(field);
  }
  function copy(button) {
    var source = document.getElementById(button.dataset.copy);
    var text = source.innerText;
    var done = function () { button.classList.add("copied"); button.querySelector("span").textContent += " ✓"; button.disabled = true; };
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, function () { select(source); }); return; }
    // Pages served without HTTPS have no clipboard: mark the words, the older command copies them.
    select(source);
    if (document.execCommand("copy")) done();
  }
  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-phrase], [data-step], [data-copy], [data-print]");
    if (!button) return;
    if (button.hasAttribute("data-print")) window.print();
    else if (button.dataset.phrase) phrase(button);
    else if (button.dataset.step) step(button);
    else copy(button);
  });
  document.addEventListener("change", function (event) {
    var option = event.target.closest("[data-option]");
    if (!option) return;
    document.getElementsByName(event.target.name).forEach(function (radio) {
      var label = radio.closest("[data-option]");
      if (label) label.classList.toggle("on", radio.checked);
    });
  });
  var errors = document.querySelector("[data-errors]");
  if (errors) errors.focus();
})();
