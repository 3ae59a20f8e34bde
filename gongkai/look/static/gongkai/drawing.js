/* A box drawn on the picture of a page, by mouse, finger or arrow keys; the form's numbers say where it is.
   Without this file the numbers are typed. */
(function () {
  "use strict";
  var SIDES = ["left", "top", "right", "bottom"], STEP = 0.5, NS = "http://www.w3.org/2000/svg";

  document.addEventListener("DOMContentLoaded", function () {
    var sheet = document.querySelector("[data-sheet]");
    if (sheet) begin(sheet, sheet.querySelector("svg"), sheet.querySelector("svg svg"));
  });

  function begin(sheet, page, layer) {
    var fields = SIDES.map(function (side) { return document.querySelector("[data-side=" + side + "]"); });
    var ground = document.querySelector("select[name=ground]"), box = document.createElementNS(NS, "rect");
    var button = document.createElement("button"), hint = document.createElement("p"), from = null;
    [["fill", "#1d4f91"], ["fill-opacity", ".3"], ["stroke", "#1d4f91"], ["stroke-width", "2"],
      ["vector-effect", "non-scaling-stroke"]].forEach(function (one) { box.setAttribute(one[0], one[1]); });
    layer.append(box);
    button.type = "button"; button.className = "button button-2"; button.textContent = "用手指或者键盘画框";
    button.setAttribute("aria-pressed", "false");
    hint.className = "hint"; hint.id = "keys"; hint.setAttribute("role", "status");
    sheet.before(button, hint);
    fields.forEach(function (field) { field.addEventListener("input", show); });
    show();

    function value(at) { return parseFloat(fields[at].value); }

    function set(numbers) {
      numbers.forEach(function (number, at) {
        fields[at].value = (Math.round(Math.max(0, Math.min(100, number)) * 10) / 10).toString();
      });
      show();
    }

    function show() {
      var whole = [0, 1, 2, 3].every(function (at) { return !isNaN(value(at)); });
      box.toggleAttribute("hidden", !whole);
      if (!whole) return;
      box.setAttribute("x", value(0) * 100); box.setAttribute("y", value(1) * 100);
      box.setAttribute("width", Math.max(0, value(2) - value(0)) * 100);
      box.setAttribute("height", Math.max(0, value(3) - value(1)) * 100);
    }

    function at(event) {
      var edge = page.getBoundingClientRect();
      return [(event.clientX - edge.left) / edge.width * 100, (event.clientY - edge.top) / edge.height * 100];
    }

    function drawing() { return button.getAttribute("aria-pressed") === "true"; }

    page.style.cursor = "crosshair";
    page.addEventListener("pointerdown", function (event) {
      if (event.button !== 0 || (event.pointerType === "touch" && !drawing())) return;
      from = at(event);
      page.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    page.addEventListener("pointermove", function (event) {
      if (!from) return;
      var to = at(event);
      set([Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])]);
    });
    page.addEventListener("pointerup", function () { if (from) { from = null; ground.focus({ preventScroll: true }); } });
    page.addEventListener("pointercancel", function () { from = null; });

    button.addEventListener("click", function () {
      var on = !drawing();
      button.setAttribute("aria-pressed", on.toString());
      page.style.touchAction = on ? "none" : "";
      hint.textContent = on ? "手指拖一个框；键盘：方向键移动，按住 Shift 加方向键改大小，回车去选理由，Esc 不画了。" : "";
      if (!on) return;
      if (isNaN(value(0))) set([40, 45, 60, 49]);
      sheet.tabIndex = 0;
      sheet.setAttribute("role", "application");
      sheet.setAttribute("aria-label", "画框");
      sheet.setAttribute("aria-describedby", "keys");
      sheet.focus();
    });

    sheet.addEventListener("keydown", function (event) {
      var way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
      if (!drawing()) return;
      if (event.key === "Enter") { event.preventDefault(); ground.focus(); return; }
      if (event.key === "Escape") { button.click(); button.focus(); return; }
      if (!way) return;
      event.preventDefault();
      var now = [value(0), value(1), value(2), value(3)], fast = event.repeat ? 2 : 1, x = way[0] * fast, y = way[1] * fast;
      if (event.shiftKey) set([now[0], now[1], Math.max(now[0] + STEP, now[2] + x), Math.max(now[1] + STEP, now[3] + y)]);
      else {
        x = Math.max(-now[0], Math.min(100 - now[2], x)); y = Math.max(-now[1], Math.min(100 - now[3], y));
        set([now[0] + x, now[1] + y, now[2] + x, now[3] + y]);
      }
      hint.textContent = "左 " + fields[0].value + "，上 " + fields[1].value + "，右 " + fields[2].value + "，下 " + fields[3].value;
    });
  }
})();
