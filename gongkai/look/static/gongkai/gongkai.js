/* Reading aids. Every page works without this file. It keeps nothing on the server: 长者模式, contrast, size and the
   reading line are classes on <html>, remembered in this browser alone. */
(function () {
  "use strict";
  var root = document.documentElement, KEY = "gongkai-look", ZOOMS = ["标准", "大", "特大"];
  var WORN = ["elder", "contrast", "line", "bar"], look = {};
  try { look = JSON.parse(localStorage.getItem(KEY)) || {}; } catch (e) { /* storage refused: this page only */ }

  function wear() {
    WORN.forEach(function (name) { root.classList.toggle(name === "bar" ? "aids-open" : name, !!look[name]); });
    root.classList.toggle("zoom-1", look.zoom === 1);
    root.classList.toggle("zoom-2", look.zoom === 2);
  }
  wear(); // before the first paint

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  function keep() {
    try { localStorage.setItem(KEY, JSON.stringify(look)); } catch (e) { /* as above */ }
    wear();
    wideTables();
    each("[data-aid]", show);
  }

  function show(button) {
    var aid = button.getAttribute("data-aid");
    if (aid === "zoom") button.textContent = "字号：" + ZOOMS[look.zoom || 0];
    else if (aid === "bar") button.setAttribute("aria-expanded", String(!!look.bar));
    else if (aid !== "plain") button.setAttribute("aria-pressed", String(!!look[aid]));
  }

  function readingAids() {
    each("[data-aid]", function (button) {
      var aid = button.getAttribute("data-aid");
      button.hidden = false;
      show(button);
      button.addEventListener("click", function () {
        if (aid === "plain") look = { bar: look.bar };
        else look[aid] = aid === "zoom" ? ((look.zoom || 0) + 1) % ZOOMS.length : !look[aid];
        keep();
      });
    });
    each("[data-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

  /* A line under the words one reads: it follows the pointer, the finger and the focus. */
  function readingLine() {
    var line = document.createElement("div");
    line.className = "reading-line";
    line.setAttribute("aria-hidden", "true");
    document.body.append(line);
    function to(y) { if (look.line) line.style.top = y + "px"; }
    document.addEventListener("pointermove", function (event) { to(event.clientY + 12); }, { passive: true });
    document.addEventListener("focusin", function (event) { to(event.target.getBoundingClientRect().bottom + 4); });
  }

  var BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, caption, th, td, summary";

  /* What is to be read: the chosen words, else the page's own text, piece by piece, none of it twice. */
  function pieces() {
    var chosen = String(window.getSelection() || "").trim(), found = [];
    if (chosen) return [{ words: chosen }];
    each("main :is(" + BLOCKS + ")", function (block) {
      var seen = block.getClientRects().length && !block.closest(".no-print, .actions, nav");
      if (seen && !block.querySelector(BLOCKS) && block.innerText.trim()) found.push({ words: block.innerText, block: block });
    });
    return found;
  }

  function readAloud() {
    var voice = window.speechSynthesis, queue = [], now = null, turn = 0;
    if (!voice || !window.SpeechSynthesisUtterance) return; // the button stays hidden
    function mark(block) {
      if (now) now.classList.remove("spoken");
      now = block || null;
      if (now) { now.classList.add("spoken"); now.scrollIntoView({ block: "nearest" }); }
    }
    function state(reading) {
      each("[data-speak]", function (button) {
        button.hidden = false;
        button.textContent = reading ? "停止朗读" : "朗读";
        button.setAttribute("aria-pressed", String(reading));
      });
    }
    function stop() { turn += 1; queue = []; voice.cancel(); mark(); state(false); }
    function next(mine) {
      var piece = queue.shift(), spoken;
      if (mine !== turn) return;
      if (!piece) { stop(); return; }
      mark(piece.block);
      spoken = new SpeechSynthesisUtterance(piece.words);
      spoken.lang = "zh-CN";
      spoken.onend = function () { next(mine); };
      spoken.onerror = function () { if (mine === turn) stop(); };
      voice.speak(spoken);
    }
    function start() {
      stop();
      pieces().forEach(function (piece) { // browsers break off what takes long to say: a sentence or two at a time
        (piece.words.match(/[^。；！？\n]{1,120}[。；！？\n]?/g) || []).forEach(function (words) {
          if (words.trim()) queue.push({ words: words, block: piece.block });
        });
      });
      state(true);
      next(turn);
    }
    state(false);
    each("[data-speak]", function (button) {
      button.addEventListener("mousedown", function (event) { event.preventDefault(); }); // keeps the chosen words
      button.addEventListener("click", function () { if (queue.length || now) stop(); else start(); });
    });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape" && (queue.length || now)) stop(); });
    window.addEventListener("pagehide", function () { voice.cancel(); });
  }

  /* Copies the permanent address. Where the clipboard is refused, the words are chosen for the reader to copy. */
  function copying() {
    each("[data-copy]", function (button) {
      var link = document.getElementById(button.getAttribute("data-copy")), said = button.textContent;
      button.hidden = false;
      button.addEventListener("click", function () {
        function told(words) { button.textContent = words; setTimeout(function () { button.textContent = said; }, 3000); }
        function choose() { window.getSelection().selectAllChildren(link); told("已选中，请复制"); }
        if (!navigator.clipboard) { choose(); return; }
        navigator.clipboard.writeText(link.href).then(function () { told("已复制"); }, choose);
      });
    });
  }

  /* A table wider than its place scrolls by itself; whoever has only a keyboard must get into it. */
  function wideTables() {
    each(".prose > table, .text > table, .table-wrap", function (table) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    });
  }

  /* An emergency stands on top of every page. Pages are files that stay as they are, so each asks this small one: when
     it is opened, every minute while somebody looks at it, and when somebody comes back to it. */
  function emergency() {
    var known = null, asked = 0;
    if (!root.classList.contains("portal") || !window.fetch) return;
    function ask() {
      if (document.hidden) return;
      asked = Date.now();
      fetch("/now.json", { cache: "no-cache" }).then(function (answer) { return answer.json(); }).then(function (running) {
        var said = JSON.stringify(running);
        if (said !== known) onTop(running, known !== null);
        known = said;
      }).catch(function () { /* without it the page still says what it says */ });
    }
    ask();
    setInterval(ask, 60000);
    document.addEventListener("visibilitychange", function () { if (Date.now() - asked > 10000) ask(); });
  }

  function onTop(running, spoken) { // what comes while one reads is said by a screen reader at once
    each("[data-now]", function (old) { old.remove(); });
    running.reverse().forEach(function (one) {
      var box = document.createElement("section"), wrap = document.createElement("div"), link = document.createElement("a");
      var title = document.createElement("strong"), text = document.createElement("span"), at = document.createElement("span");
      box.className = "emergency"; box.setAttribute("aria-label", "应急信息"); box.setAttribute("data-now", "");
      wrap.className = "wrap"; link.href = one.url; link.textContent = one.title; text.textContent = one.text;
      at.textContent = one.at && one.at + " 更新";
      if (spoken) wrap.setAttribute("role", "alert");
      title.append(link); wrap.append(title, text, at); box.append(wrap);
      document.querySelector(".skip").after(box);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    emergency();
    readingAids();
    readingLine();
    readAloud();
    copying();
    wideTables();
    window.addEventListener("resize", wideTables);
    var faults = document.querySelector(".error-summary");
    if (faults && !document.querySelector("[autofocus]")) faults.focus();
  });
})();
