// The queue of kinds by keyboard: with nothing ticked, a key answers for the row chosen by J and K. Loads before ticks.js.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    var key = event.key.toLowerCase();
    var form = document.querySelector("[data-kinds]");
    if (!form || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!form.querySelector("[data-ticked-key='" + key + "']") || form.querySelector("input[type=checkbox]:checked")) return;
    var row = window.sanxin.list.chosen();
    var box = row && row.querySelector("input[type=checkbox]");
    if (box && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) box.click();
  }, true);
})();
