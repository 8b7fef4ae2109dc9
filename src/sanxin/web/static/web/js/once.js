// One click, one deed: a sent form waits for its answer and ignores a second click. Coming back by the browser frees it again.
(function () {
  "use strict";
  function buttons(form) {
    return Array.prototype.filter.call(form.elements, function (one) { return one.tagName === "BUTTON" && one.type === "submit"; });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.hasAttribute("data-many") || form.method === "get") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    // After this turn: a disabled button would not hand its name and value over.
    setTimeout(function () {
      buttons(form).forEach(function (button) { button.setAttribute("aria-busy", "true"); button.disabled = true; });
    }, 0);
  });
  function free(form) {
    delete form.dataset.sent;
    buttons(form).forEach(function (button) {
      if (button.getAttribute("aria-busy")) { button.removeAttribute("aria-busy"); button.disabled = false; }
    });
  }
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(free);
  });
  // A part sent by htmx stays on the page; so does a form behind a download.
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest && event.target.closest("form[data-sent]");
    if (form) free(form);
  });
})();
