// One click, one deed: a sent form waits for its answer and ignores a second click. Coming back by the browser frees it again.
(function () {
  "use strict";
  function buttons(form) {
    return Array.prototype.filter.call(form.elements, function (one) { return one.tagName === "BUTTON" && one.type === "submit"; });
  }
  // Coming back by the browser brings the typed text with a new key: what is sent unchanged takes its first key again.
  function words(form) {
    var text = Array.prototype.map.call(form.elements, function (one) {
      if (!one.name || /^(once|csrfmiddlewaretoken)$/.test(one.name) || /^(password|submit)$/.test(one.type)) return "";
      return one.name + "=" + (/^(checkbox|radio)$/.test(one.type) ? one.checked && one.value : one.value);
    }).join("\n");
    var sum = 5381;
    for (var i = 0; i < text.length; i += 1) sum = (sum * 33 + text.charCodeAt(i)) | 0;
    return text.length + ":" + sum;
  }
  function keep(form) {
    var field = form.elements.once;
    if (!field) return;
    var place = "sanxin:once:" + location.pathname + "#" + Array.prototype.indexOf.call(document.forms, form);
    var way = performance.getEntriesByType("navigation")[0];
    try {
      var first = JSON.parse(sessionStorage.getItem(place) || "null");
      if (way && way.type === "back_forward" && first && first[1] === words(form)) field.value = first[0];
      sessionStorage.setItem(place, JSON.stringify([field.value, words(form)]));
    } catch (denied) { /* private mode: the key of this page remains */ }
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.hasAttribute("data-many") || form.method === "get") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    keep(form);
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
