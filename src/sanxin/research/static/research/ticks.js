// Lists with tick boxes and verbs for what is ticked: how many stand beside the verbs, and keys work while any are.
(function () {
  "use strict";
  function boxes(form) {
    return Array.prototype.slice.call(form.querySelectorAll("tbody input[type=checkbox]"));
  }
  function tell(form) {
    var every = form.querySelector("[name=every]");
    var count = boxes(form).filter(function (box) { return box.checked; }).length;
    var some = count > 0 || Boolean(every && every.checked);
    var words = form.querySelector("[data-ticked-count]");
    if (words) words.textContent = count ? String(count) : "";
    form.querySelectorAll("[data-ticked-key]").forEach(function (button) {
      if (some) button.dataset.key = button.dataset.tickedKey;
      else delete button.dataset.key;
    });
    form.querySelectorAll("[data-ticked-bar]").forEach(function (bar) { bar.hidden = !some; });
  }
  // A ticked verb goes before the verb of one problem that has the same key.
  document.addEventListener("keydown", function (event) {
    var key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !/^[a-z0-9]$/.test(key)) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !/^(checkbox|radio)$/.test(event.target.type)) return;
    if (document.querySelector("dialog[data-modal][open], [data-menu][open]")) return;
    var button = document.querySelector("[data-ticks] [data-ticked-key='" + key + "'][data-key]");
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.click();
  }, true);
  document.addEventListener("change", function (event) {
    var form = event.target.closest("[data-ticks]");
    if (form) tell(form);
  });
  document.querySelectorAll("[data-ticks]").forEach(tell);
})();
