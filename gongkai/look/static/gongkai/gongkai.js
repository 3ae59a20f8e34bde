/* Small comforts for readers and staff. Every page works without this file. It keeps nothing on the server:
   长者模式, contrast and zoom are classes on <html>, remembered in this browser alone. */
(function () {
  "use strict";
  var root = document.documentElement, KEY = "gongkai-look", ZOOMS = ["标准", "大", "特大"], look = {};
  try { look = JSON.parse(localStorage.getItem(KEY)) || {}; } catch (e) { /* storage refused: this page only */ }

  function wear() {
    root.classList.toggle("elder", !!look.elder);
    root.classList.toggle("contrast", !!look.contrast);
    root.classList.toggle("zoom-1", look.zoom === 1);
    root.classList.toggle("zoom-2", look.zoom === 2);
  }
  wear(); // before the first paint

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  function readingAids() {
    each("[data-aid]", function (button) {
      var aid = button.getAttribute("data-aid");
      function show() {
        if (aid === "zoom") button.textContent = "字号：" + ZOOMS[look.zoom || 0];
        else button.setAttribute("aria-pressed", String(!!look[aid]));
      }
      button.hidden = false;
      show();
      button.addEventListener("click", function () {
        look[aid] = aid === "zoom" ? ((look.zoom || 0) + 1) % ZOOMS.length : !look[aid];
        try { localStorage.setItem(KEY, JSON.stringify(look)); } catch (e) { /* as above */ }
        wear();
        show();
      });
    });
    each("[data-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

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

  /* A table wider than the screen scrolls by itself; whoever has only a keyboard must get into it. */
  function wideTables() {
    document.querySelectorAll(".prose > table, .text > table").forEach(function (table) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    readingAids();
    confirmations();
    unsavedGuard();
    menus();
    wideTables();
    var faults = document.querySelector(".error-summary");
    if (faults && !document.querySelector("[autofocus]")) faults.focus();
  });
})();
