/* The writing form: text with headings, lists and tables, a Word paper dropped on it, checks beside it, nothing lost.
   Without this file the form saves and checks by its buttons. */
(function () {
  "use strict";
  var WAIT = 1500;

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("form[data-beside]");
    if (form && window.fetch && window.FormData) begin(form);
  });

  function begin(form) {
    var proofs = document.getElementById("proofs") || document.createElement("div"), text = form.querySelector("textarea[name=html]");
    var kept = document.createElement("p"), timer = 0, asking = false, again = false, gone = false;
    var editor = richText(text, changed, bring);
    kept.className = "hint";
    kept.setAttribute("role", "status");
    (form.querySelector("[name=then]") || form.querySelector("button:not([type])")).parentNode.after(kept);

    function said(more) {
      var data = new FormData(form);
      data.delete("uploads");
      Object.keys(more || {}).forEach(function (name) { data.set(name, more[name]); });
      return data;
    }

    function send(url, data) {
      return fetch(url, { method: "POST", body: data, credentials: "same-origin" }).then(function (answer) {
        return answer.json().then(function (told) {
          if (!answer.ok && !told.refused) throw new Error(answer.status);
          return told;
        });
      });
    }

    function changed() {
      clearTimeout(timer);
      timer = setTimeout(check, WAIT);
    }

    function check(more) {
      if (gone) return;
      if (asking) { again = true; return; }
      asking = true;
      send(form.dataset.beside, said(more)).then(function (told) {
        fill(told.fields);
        var typing = proofs.contains(document.activeElement) && document.activeElement.tagName === "INPUT";
        if (!typing) proofs.innerHTML = told.panel;
        kept.textContent = told.kept + " 已暂存，断电、关页面都能接着写";
      }).catch(function () {
        kept.textContent = "暂存没有成功，请检查网络，并及时保存草稿";
      }).then(function () {
        asking = false;
        if (again) { again = false; changed(); }
      });
    }

    function fill(fields) {
      Object.keys(fields || {}).forEach(function (name) {
        if (name === "html") editor.set(fields.html);
        else if (form.elements[name]) form.elements[name].value = fields[name];
      });
    }

    function bring(data) {
      var token = form.elements.token.value, csrf = form.elements.csrfmiddlewaretoken.value;
      var whole = data.has("file") ? said() : new FormData();
      data.forEach(function (value, name) { whole.set(name, value); });
      whole.set("token", token);
      whole.set("csrfmiddlewaretoken", csrf);
      if (form.elements.record) whole.set("record", form.elements.record.value);
      return send(form.dataset.cleaning, whole).then(function (told) {
        if (told.title && !form.elements.title.value) form.elements.title.value = told.title;
        Object.keys(told.fields || {}).forEach(function (name) {
          var field = form.elements[name];
          if (!field.value || (name === "kind" && field.value === "信息")) field.value = told.fields[name];
        });
        kept.textContent = told.refused || told.says || "";
        return told;
      }).catch(function () {
        kept.textContent = "没有带入，请检查网络后再试";
        return {};
      });
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", function () { gone = true; clearTimeout(timer); });
    document.addEventListener("click", function (event) {
      var mask = event.target.closest("#proofs [name=mask]"), place = event.target.closest("#proofs [data-block]");
      if (mask) {
        event.preventDefault();
        clearTimeout(timer);
        check({ mask: mask.value });
      } else if (place) editor.show(Number(place.dataset.block));
    });
  }

  var TOOLS = [["标题", "formatBlock", "h2"], ["小标题", "formatBlock", "h3"], ["正文", "formatBlock", "p"], ["加粗", "bold"],
    ["编号", "insertOrderedList"], ["列项", "insertUnorderedList"], ["撤销", "undo"]];

  function richText(text, changed, bring) {
    var box = document.createElement("div"), tools = document.createElement("p"), word = document.createElement("input");
    box.className = "text panel";
    box.contentEditable = "true";
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    box.setAttribute("aria-label", "正文");
    box.style.minHeight = "18rem";
    tools.className = "actions";
    TOOLS.forEach(function (tool) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "button button-2";
      button.textContent = tool[0];
      button.addEventListener("mousedown", function (event) { event.preventDefault(); });
      button.addEventListener("click", function () {
        box.focus();
        document.execCommand(tool[1], false, tool[2]);
        keep();
      });
      tools.append(button);
    });
    word.type = "file";
    word.accept = ".docx";
    word.hidden = true;
    var open = document.createElement("button");
    open.type = "button";
    open.className = "button button-2";
    open.textContent = "带入 Word 文件";
    open.addEventListener("click", function () { word.click(); });
    word.addEventListener("change", function () { if (word.files[0]) take(word.files[0]); word.value = ""; });
    var first = document.querySelector("[data-word]");
    tools.append(word);
    if (first) {
      first.hidden = false;
      first.prepend(open);
    } else tools.append(open);
    text.hidden = true;
    text.before(tools, box);
    document.execCommand("defaultParagraphSeparator", false, "p");
    set(text.value);

    function set(html) {
      if (/<\w/.test(html)) box.innerHTML = html;
      else {
        box.textContent = "";
        html.split(/\n+/).forEach(function (line) {
          var p = document.createElement("p");
          p.textContent = line;
          if (line.trim()) box.append(p);
        });
      }
      if (!box.firstChild) box.innerHTML = "<p><br></p>";
      text.value = html;
    }

    function keep() {
      text.value = box.textContent.trim() || box.querySelector("table") ? box.innerHTML : "";
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function insert(told) {
      if (!told.html) return;
      box.focus();
      if (!box.textContent.trim()) box.innerHTML = told.html;
      else {
        var blocks = /^<(p|h[2-6]|ul|ol|table|blockquote)\b/.test(told.html) && /<\/\w+><\w|<table|<h[2-6]/.test(told.html);
        if (blocks && !emptyLine()) document.execCommand("insertParagraph");
        document.execCommand("insertHTML", false, blocks ? told.html : told.html.replace(/^<p>|<\/p>$/g, ""));
      }
      keep();
    }

    function emptyLine() {
      var at = getSelection().anchorNode, block = at && (at.closest ? at : at.parentNode).closest("p,h2,h3,h4,li,td,th");
      return !!block && !block.textContent.trim();
    }

    function take(file) {
      var data = new FormData();
      data.set("file", file);
      bring(data).then(insert);
    }

    box.addEventListener("input", keep);
    box.addEventListener("paste", function (event) {
      var html = event.clipboardData.getData("text/html"), plain = event.clipboardData.getData("text/plain");
      if (!html) {
        event.preventDefault();
        var lines = plain.split(/\r?\n/).filter(function (line) { return line.trim(); });
        if (lines.length < 2) return document.execCommand("insertText", false, plain.trim());
        html = lines.map(function (line) { var p = document.createElement("p"); p.textContent = line.trim(); return p.outerHTML; }).join("");
        return document.execCommand("insertHTML", false, html);
      }
      event.preventDefault();
      var data = new FormData();
      data.set("html", html);
      bring(data).then(insert);
    });
    box.addEventListener("dragover", function (event) { event.preventDefault(); });
    box.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
      else document.execCommand("insertText", false, event.dataTransfer.getData("text/plain"));
    });
    return {
      set: set,
      show: function (number) {
        var block = box.querySelectorAll("p,h2,h3,h4,h5,h6,li,td,th")[number];
        if (!block) return;
        block.scrollIntoView({ block: "center" });
        box.focus();
        var range = document.createRange();
        range.selectNodeContents(block);
        var chosen = getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
      }
    };
  }
})();
