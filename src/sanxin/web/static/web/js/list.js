// Lists by keyboard: J K walk the rows, X ticks one, Enter opens it. A tick box in the head ticks all.
(function () {
  "use strict";
  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-list] [data-row]"));
  }
  function chosen() {
    return document.querySelector("[data-list] [data-row][aria-selected='true']");
  }
  function go(step) {
    var all = rows();
    if (!all.length) return;
    var now = chosen();
    var next = all[Math.min(Math.max(all.indexOf(now) + step, 0), all.length - 1)];
    if (now) { now.removeAttribute("aria-selected"); now.removeAttribute("tabindex"); }
    next.setAttribute("aria-selected", "true");
    next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    next.dispatchEvent(new CustomEvent("row:chosen", { bubbles: true }));
  }
  function tick() {
    var row = chosen();
    var box = row && row.querySelector("input[type=checkbox]");
    if (box) box.click();
  }
  function follow() {
    var row = chosen();
    var link = row && (row.querySelector(".sx-main-cell a") || row.querySelector("a[href]"));
    if (link) link.click();
    return Boolean(link);
  }
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-tick-all]")) return;
    event.target.closest("table").querySelectorAll("tbody input[type=checkbox]").forEach(function (box) {
      if (box.checked !== event.target.checked) box.click();
    });
  });
  window.sanxin = window.sanxin || {};
  window.sanxin.list = { go: go, tick: tick, follow: follow, chosen: chosen };
})();
