// Words chosen in a part of the paper are copied into the first empty line of marks.
(function () {
  "use strict";
  var marks = document.querySelector("[data-marks]");
  if (!marks) return;

  function partOf(node) {
    var element = node && (node.nodeType === 1 ? node : node.parentElement);
    return element && element.closest("[data-passage]");
  }

  function emptyLine() {
    return Array.prototype.find.call(marks.querySelectorAll("[data-mark]"), function (line) {
      return !line.querySelector("[name$='-quote']").value;
    });
  }

  document.addEventListener("mouseup", function () {
    var chosen = window.getSelection();
    var words = String(chosen).trim();
    var part = partOf(chosen.anchorNode);
    if (!words || words.length > 300 || !part || part !== partOf(chosen.focusNode)) return;
    var line = emptyLine();
    if (!line) return;
    marks.open = true;
    line.querySelector("[name$='-field']").value = part.dataset.passage;
    line.querySelector("[name$='-quote']").value = words;
    line.querySelector("[name$='-remark']").focus({ preventScroll: false });
  });
})();
