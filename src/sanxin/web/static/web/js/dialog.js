// data-dialog="id" opens a <dialog>. Where dialogs are unknown, a link leads to its page instead and a button shows the part in place.
(function () {
  "use strict";
  var opener = null;
  function open(dialog, from) {
    opener = from;
    if (dialog.showModal) {
      if (dialog.open) return;
      dialog.showModal();
      // A dialog may also stand open in the page; only one on top holds the keys.
      dialog.setAttribute("data-modal", "");
    } else {
      dialog.setAttribute("open", "");
      dialog.scrollIntoView();
    }
    var first = dialog.querySelector("[autofocus], .modal-body input:not([type=hidden]), .modal-body textarea, .modal-body select");
    if (first) first.focus();
  }
  function close(dialog) {
    if (dialog.close) dialog.close();
    else dialog.removeAttribute("open");
    if (opener && document.contains(opener)) opener.focus();
    opener = null;
  }
  // The browser lets Tab out of a dialog into its own bars; here it goes round.
  document.addEventListener("keydown", function (event) {
    var dialog = document.querySelector("dialog[data-modal][open]");
    if (event.key !== "Tab" || !dialog) return;
    var stops = Array.prototype.filter.call(
      dialog.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"),
      function (one) { return !one.disabled && one.offsetParent !== null; }
    );
    var first = stops[0], last = stops[stops.length - 1], here = document.activeElement;
    if (!first) return;
    if (event.shiftKey ? here === first || here === dialog : here === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  });
  document.addEventListener("close", function (event) {
    event.target.removeAttribute("data-modal");
  }, true);
  window.sanxin = window.sanxin || {};
  window.sanxin.openDialog = open;
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dialog]");
    if (button) {
      var dialog = document.getElementById(button.dataset.dialog);
      if (dialog && (dialog.showModal || button.tagName !== "A")) {
        event.preventDefault();
        open(dialog, button);
      }
      return;
    }
    var shut = event.target.closest("[data-close]");
    if (shut && shut.closest("dialog")) close(shut.closest("dialog"));
    // A click on the veil lands on the dialog itself; one inside lands on what it holds.
    else if (event.target.tagName === "DIALOG" && event.target.open && !event.target.querySelector("form textarea")) {
      var box = event.target.getBoundingClientRect();
      var outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
      if (outside) close(event.target);
    }
  });
})();
