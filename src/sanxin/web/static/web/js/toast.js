// Messages leave by themselves, except what went wrong; they wait while somebody reads them.
(function () {
  "use strict";
  var STAY = 8000;
  function plan(toast) {
    if (toast.dataset.planned || toast.getAttribute("role") === "alert") return;
    toast.dataset.planned = "1";
    var timer = null;
    function start() { timer = setTimeout(function () { toast.remove(); }, STAY); }
    toast.addEventListener("mouseenter", function () { clearTimeout(timer); });
    toast.addEventListener("focusin", function () { clearTimeout(timer); });
    toast.addEventListener("mouseleave", start);
    start();
  }
  function all() {
    document.querySelectorAll(".sx-toasts [data-toast]").forEach(plan);
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dismiss]");
    if (button) button.closest("[data-toast]").remove();
  });
  document.addEventListener("htmx:afterSettle", all);
  all();
})();
