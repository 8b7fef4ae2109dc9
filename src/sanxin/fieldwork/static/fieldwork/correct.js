// A correction goes through the outbox, too: a line that breaks or a session that ended does not cost the words.
(function () {
  "use strict";
  const form = document.getElementById("correct"), box = self.SanxinOutbox;
  if (!form || !box || !box.send) return;
  const NAMES = ["place", "place_text", "member", "household", "on", "kind", "people", "note"];
  const chosen = (one) => Array.from(one).find((choice) => choice.checked);
  const heading = (one) => { const found = one.closest("fieldset"); return found ? found.querySelector("legend").textContent.trim() : ""; };
  const label = (one) => { const found = one.id && form.querySelector("label[for='" + one.id + "']"); return found ? found.textContent.trim() : ""; };
  form.addEventListener("submit", function (event) {
    if (form.dataset.plain) return;
    event.preventDefault();
    const values = { visit: form.dataset.visit, reason: form.elements.reason.value }, labels = {}, shown = {};
    NAMES.forEach(function (name) {
      const one = form.elements[name];
      if (!one) return;
      values[name] = name === "people" ? Number(one.value) || 0 : one.value || (name === "place" || name === "member" ? null : "");
      const several = one.length && !one.options;
      labels[name] = several ? heading(one[0]) : label(one);
      if (several && chosen(one)) shown[name] = label(chosen(one));
      if (one.selectedOptions && one.selectedOptions[0]) shown[name] = one.selectedOptions[0].textContent;
    });
    const op = { owner: form.dataset.person, kind: "correct_visit", base: Number(form.elements.seen.value), title: form.dataset.title, values: values, labels: labels, shown: shown };
    box.ready.then(() => box.add(op)).then(function () {
      form.dataset.changed = "";
      try { Object.keys(sessionStorage).filter((name) => name.indexOf("sanxin:draft:" + location.pathname) === 0).forEach((name) => sessionStorage.removeItem(name)); } catch (denied) { /* nothing kept */ }
      location.href = form.dataset.back;
    }, function () { form.dataset.plain = "1"; form.submit(); });
  });
})();
