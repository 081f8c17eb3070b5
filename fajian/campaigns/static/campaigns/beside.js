// Source and plan side by side: pointing at one side shows the other. The links do the same without it.
"use strict";
(function () {
  var source = document.getElementById("source"), read = document.getElementById("read");
  if (!source || !read) return;
  var wide = window.matchMedia("(min-width: 992px)");
  var shown = [];

  // The quotations of an element: the links that lead to it.
  function quotations(anchor) {
    return Array.prototype.slice.call(source.querySelectorAll('a.quoted[href="#' + anchor + '"]'));
  }
  function clear() {
    shown.forEach(function (one) { one.classList.remove("pointed"); });
    shown = [];
  }
  function show(parts, box, scroll) {
    clear();
    shown = parts.filter(Boolean);
    shown.forEach(function (one) { one.classList.add("pointed"); });
    if (!scroll || !shown.length || !wide.matches) return;
    var part = shown[0].getBoundingClientRect(), frame = box.getBoundingClientRect();
    if (part.top < frame.top || part.bottom > frame.bottom) box.scrollTop += part.top - frame.top - 60;
  }

  ["mouseover", "focusin"].forEach(function (kind) {
    read.addEventListener(kind, function (event) {
      var element = event.target.closest("li[id], tr[id]");
      if (element) show(quotations(element.id).concat(element), source, true);
    });
    source.addEventListener(kind, function (event) {
      var quoted = event.target.closest("a.quoted");
      if (!quoted) return;
      var anchor = quoted.getAttribute("href").slice(1);
      show(quotations(anchor).concat(document.getElementById(anchor)), source, false);
    });
  });
  [source, read].forEach(function (side) { side.addEventListener("mouseleave", clear); });
})();
