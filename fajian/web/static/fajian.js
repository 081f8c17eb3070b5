// Smooths what already works without it: no double submits, focus on what is wrong, no lost typing.
"use strict";
(function () {
  // A form is sent once; the button says so. Coming back to the page (bfcache) frees it again.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // What is wrong is read out and seen first.
  var summary = document.querySelector(".summary[tabindex]");
  if (summary) summary.focus();

  // Leaving a page with something typed in a long form asks first.
  var typed = false;
  document.addEventListener("input", function (event) {
    if (event.target.closest && event.target.closest("form.form")) typed = true;
  });
  document.addEventListener("submit", function () { typed = false; });
  window.addEventListener("beforeunload", function (event) { if (typed) event.preventDefault(); });

  // htmx leaves the list as it is when the session has ended or the server refuses: show that page instead.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status !== 404 || event.detail.elt.matches("form")) window.location.reload();
  });
})();
