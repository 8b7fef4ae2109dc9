// A changed filter sends its form; empty ones stay out of the address, so that it can be passed on.
(function () {
  "use strict";
  function send(form) {
    Array.prototype.forEach.call(form.elements, function (one) {
      if (one.name && one.value === "") one.disabled = true;
    });
    form.submit();
  }
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (!form || !form.hasAttribute("data-filter")) return;
    var typed = event.target.tagName === "INPUT" && /^(text|search)$/.test(event.target.type);
    if (!typed) send(form);
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.hasAttribute("data-filter")) return;
    event.preventDefault();
    send(event.target);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-filter] [disabled]").forEach(function (one) { one.disabled = false; });
  });
})();
