// The desk on a wide screen: choosing a row shows its problem beside the list. On a phone, and without scripts, the link opens the page.
(function () {
  "use strict";
  var wide = window.matchMedia("(min-width: 1241px)");
  var asked = null;
  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-problem]"));
  }
  function mark(row) {
    rows().forEach(function (one) { one.removeAttribute("aria-selected"); });
    row.setAttribute("aria-selected", "true");
  }
  // Where a verb of the preview leads back to: this list, with this problem chosen.
  function here(id) {
    var params = new URLSearchParams(window.location.search);
    params.set("problem", id);
    return window.location.pathname + "?" + params.toString();
  }
  function show(row) {
    var id = row.dataset.problem;
    var link = row.querySelector("a[href]");
    mark(row);
    window.history.replaceState(null, "", here(id));
    window.clearTimeout(asked);
    asked = window.setTimeout(function () {
      window.htmx.ajax("GET", link.getAttribute("href") + "?next=" + encodeURIComponent(here(id)), { target: "#preview", swap: "innerHTML" });
    }, 60);
  }
  document.addEventListener("click", function (event) {
    var row = event.target.closest("[data-problem]");
    if (!row || !wide.matches || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (event.target.closest("input, label, .sx-tick")) return;
    if (event.target.closest("a") && row.getAttribute("aria-selected") === "true") return;
    event.preventDefault();
    show(row);
  });
  document.addEventListener("row:chosen", function (event) {
    if (event.target.dataset.problem && wide.matches && window.htmx) show(event.target);
  });
})();
