// A file dropped on its frame, its name shown, its size checked before it travels.
(function () {
  "use strict";
  function size(bytes) {
    return bytes < 1048576 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }
  function show(drop) {
    var input = drop.querySelector("input[type=file]");
    var names = drop.querySelector("[data-names]");
    var max = Number(drop.dataset.max || 0);
    var files = Array.prototype.slice.call(input.files);
    var large = max ? files.filter(function (file) { return file.size > max; }) : [];
    var text = files.map(function (file) { return file.name + "（" + size(file.size) + "）"; }).join("、");
    input.setCustomValidity(large.length ? drop.dataset.tooLarge + " " + size(max) : "");
    names.textContent = large.length ? text + "：" + drop.dataset.tooLarge + " " + size(max) : text;
    names.classList.toggle("sx-red", large.length > 0);
  }
  function frame(event) {
    return event.target.closest && event.target.closest("[data-upload]");
  }
  document.addEventListener("change", function (event) {
    var drop = frame(event);
    if (drop && event.target.type === "file") show(drop);
  });
  ["dragover", "dragenter"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var drop = frame(event);
      if (drop) { event.preventDefault(); drop.classList.add("over"); }
    });
  });
  document.addEventListener("dragleave", function (event) {
    var drop = frame(event);
    if (drop) drop.classList.remove("over");
  });
  document.addEventListener("drop", function (event) {
    var drop = frame(event);
    if (!drop) return;
    event.preventDefault();
    drop.classList.remove("over");
    var input = drop.querySelector("input[type=file]");
    if (!input.multiple && event.dataTransfer.files.length > 1) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
