// Menus are <details>: they open without us. We close them, also when focus leaves, and walk them by arrow.
(function () {
  "use strict";
  function items(menu) {
    return Array.prototype.filter.call(menu.querySelectorAll(".dropdown-item"), function (item) { return item.offsetParent !== null; });
  }
  function openMenu() {
    return document.querySelector("[data-menu][open]");
  }
  function close(menu, refocus) {
    menu.removeAttribute("open");
    if (refocus) menu.querySelector("summary").focus();
  }
  document.addEventListener("click", function (event) {
    document.querySelectorAll("[data-menu][open]").forEach(function (menu) {
      var inside = menu.contains(event.target);
      if (!inside || event.target.closest("a.dropdown-item, [data-dialog]")) close(menu, false);
    });
  });
  // Whoever walks on by Tab has left it.
  document.addEventListener("focusin", function (event) {
    var menu = openMenu();
    if (menu && !menu.contains(event.target)) close(menu, false);
  });
  document.addEventListener("keydown", function (event) {
    var menu = openMenu();
    if (!menu) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close(menu, true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      var all = items(menu);
      var step = event.key === "ArrowDown" ? 1 : -1;
      var at = all.indexOf(document.activeElement);
      if (at < 0 && step < 0) at = 0; // upwards from the button begins with the last
      all[(at + step + all.length) % all.length].focus();
    }
  });
})();
