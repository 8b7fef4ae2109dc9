// A village of the calendar is dragged to another day, by mouse or finger. Its row's own form, which works without, sends it.
(function () {
  "use strict";
  const sheet = document.getElementById("calendar"), FAR = 6;
  if (!sheet) return;
  let held = null;
  const fieldAt = (event) => { const found = document.elementFromPoint(event.clientX, event.clientY); return found && found.closest("#calendar [data-day]"); };
  function mark(field) {
    if (held.over) held.over.classList.remove("fw-over");
    held.over = field && !field.contains(held.stop) ? field : null;
    if (held.over) held.over.classList.add("fw-over");
  }
  function letGo() {
    if (!held) return;
    mark(null);
    held.stop.classList.remove("fw-held");
    if (held.ghost) held.ghost.remove();
    held = null;
  }
  sheet.addEventListener("pointerdown", function (event) {
    const stop = event.target.closest("[data-stop]"), form = stop && document.querySelector("form[data-moves='" + stop.dataset.stop + "']");
    if (!form || event.button || held) return;
    held = { stop: stop, form: form, pointer: event.pointerId, x: event.clientX, y: event.clientY };
    stop.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  sheet.addEventListener("pointermove", function (event) {
    if (!held || event.pointerId !== held.pointer) return;
    if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
    if (!held.ghost) {
      held.ghost = document.body.appendChild(held.stop.cloneNode(true));
      held.ghost.classList.add("fw-ghost");
      held.stop.classList.add("fw-held");
    }
    held.ghost.style.transform = "translate(" + event.clientX + "px, " + event.clientY + "px)";
    mark(fieldAt(event));
  });
  sheet.addEventListener("pointerup", function (event) {
    if (!held || event.pointerId !== held.pointer) return;
    const form = held.form, day = held.over && held.over.dataset.day;
    letGo();
    if (!day) return;
    form.elements.on.value = day;
    form.requestSubmit();
  });
  sheet.addEventListener("pointercancel", letGo);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") letGo(); });
})();
