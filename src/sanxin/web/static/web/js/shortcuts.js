// Keys that work while nothing is being typed. "?" lists them; data-key="m" presses a button of the page.
(function () {
  "use strict";
  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type);
  }
  function focus(selector) {
    var found = document.querySelector(selector);
    if (found) { found.focus(); if (found.select) found.select(); }
    return Boolean(found);
  }
  function help() {
    var dialog = document.getElementById("keys");
    if (dialog) window.sanxin.openDialog(dialog, document.activeElement);
    return Boolean(dialog);
  }
  function press(key) {
    if (!/^[a-z0-9]$/.test(key)) return false;
    var button = document.querySelector("[data-key='" + key + "']");
    if (button) button.click();
    return Boolean(button);
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    // The mark goes with the "close" event, which comes a moment after the dialog is gone.
    if (document.querySelector("dialog[data-modal][open], [data-menu][open]")) return;
    var list = window.sanxin.list;
    var key = event.key.toLowerCase();
    var inList = document.querySelector("[data-list]");
    var done = press(key) ||
      key === "/" && focus("#q") ||
      key === "?" && help() ||
      key === "f" && focus("[data-filter] .form-control, [data-filter] .form-select") ||
      inList && (key === "j" || key === "k") && (list.go(key === "j" ? 1 : -1), true) ||
      key === "x" && list.chosen() && (list.tick(), true) ||
      key === "enter" && event.target === list.chosen() && list.follow();
    if (done) event.preventDefault();
  });
})();
