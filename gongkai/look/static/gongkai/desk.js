/* What only staff need: a question before what cannot be undone, a guard over unsaved forms, menus that close. */
(function () {
  "use strict";

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  function ask(button) {
    var box = document.createElement("dialog"), text = document.createElement("p"), row = document.createElement("div");
    var yes = document.createElement("button"), no = document.createElement("button");
    text.id = "confirm-text";
    text.textContent = button.getAttribute("data-confirm");
    yes.className = "button button-stop"; yes.textContent = button.textContent.trim(); yes.type = "button";
    no.className = "button button-2"; no.textContent = "不，返回"; no.type = "button";
    row.className = "actions"; row.append(no, yes); // the first one gets the focus
    box.setAttribute("aria-labelledby", text.id); box.append(text, row);
    no.addEventListener("click", function () { box.close(); });
    yes.addEventListener("click", function () {
      box.close();
      button.confirmed = true;
      button.click();
      button.confirmed = false;
    });
    box.addEventListener("close", function () { box.remove(); button.focus(); });
    document.body.append(box);
    box.showModal();
  }

  function confirmations() {
    document.addEventListener("click", function (event) {
      var button = event.target.closest && event.target.closest("[data-confirm]");
      if (!button || button.confirmed || !window.HTMLDialogElement) return;
      event.preventDefault();
      ask(button);
    }, true);
  }

  function unsavedGuard() {
    var dirty = false;
    each("form[data-guard]", function (form) {
      form.addEventListener("input", function () { dirty = true; });
      form.addEventListener("submit", function () { dirty = false; });
    });
    window.addEventListener("beforeunload", function (event) { if (dirty) event.preventDefault(); });
  }

  function menus() {
    document.addEventListener("click", function (event) {
      each("details.menu[open]", function (menu) { if (!menu.contains(event.target)) menu.open = false; });
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      each("details.menu[open]", function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
    });
  }

  function filters() { // on a phone a list comes before what narrows it; chosen conditions stay in sight
    if (!matchMedia("(max-width: 48em)").matches) return;
    each("form.filters", function (form) {
      if (form.querySelectorAll(".field").length < 3 || form.querySelector("a, .error")) return;
      var more = document.createElement("button");
      more.type = "button"; more.className = "link-button"; more.textContent = "更多条件";
      more.addEventListener("click", function () {
        form.classList.remove("folded"); more.remove();
        form.querySelectorAll(".field")[1].querySelector("input, select").focus();
      });
      form.classList.add("folded"); form.append(more);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    confirmations();
    unsavedGuard();
    menus();
    filters();
  });
})();
