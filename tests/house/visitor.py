"""Somebody at a screen, who knows only the words on it; each page seen is checked for what keeps people out."""

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.house import seeing
from tests.house.prepared import PASSWORD

NUMBER = re.compile(r"\d+|(?<=/d/)[a-z]{10}")
# Not by locator, which brings its own script into each page first.
HEADS = """[...document.querySelectorAll('h1, h2, form, [role=alert], .message')]
.map(one => one.tagName + (one.id || one.className))"""


@dataclass
class Known:
    """What is remembered of a site's visitors: cookies by name, and kinds of page and looks of words checked."""

    signed_in: dict[str, list] = field(default_factory=dict)
    checked: set[tuple] = field(default_factory=set)
    looks: set[str] = field(default_factory=set)


def _first(kind: tuple) -> bool:
    """Whether no other journey of the same run has checked this kind of page, where its processes share a folder."""
    if not (folder := os.environ.get("GONGKAI_NOTES")):
        return True
    mark = Path(folder) / f"{hashlib.sha256(repr(kind).encode()).hexdigest()}.seen"
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


_known: dict[str, Known] = {}  # by address of the site


class Visitor:
    """``clicks``, ``keys`` and ``pages`` count what was done since signing in; nothing is found but by its label.

    Who comes back to a site is still signed in; a page is checked anew where its kind, headings, forms or width
    are others than before.
    """

    def __init__(self, browser, base, name="", width=1280, password=PASSWORD):
        self.base, self.context = base, browser.new_context(locale="zh-CN", viewport={"width": width, "height": 900})
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.refused: list[str] = []
        self.clicks = self.keys = self.pages = 0
        self.page.on("console", lambda said: self.refused.append(said.text) if said.type == "error" else None)
        self.name, self.password = name, password
        self.width, self.known = width, _known.setdefault(base, Known())
        if name in self.known.signed_in:
            self.context.add_cookies(self.known.signed_in[name])
            self.see("/staff/")
        elif name:
            self._sign_in()
        self.clicks = self.keys = self.pages = 0

    def see(self, path):
        self.page.goto(path if path.startswith("http") else self.base + path)
        self.check()

    def press(self, text):
        self._turn(self.page.get_by_role("button", name=text, exact=True).first)

    def follow(self, text, exact=False):
        self._turn(self.page.get_by_role("link", name=text, exact=exact).first)

    def pick(self, row, text):
        """The link of a table's row that has these words."""
        self._turn(self.page.locator("tr", has_text=row).get_by_role("link", name=text).first)

    def offered(self, text):
        """What the panel of a case offers, be it a button or a page of its own."""
        self._turn(self.page.locator(":is(main, aside) :is(a, button)").filter(has_text=re.compile(f"^{text}$")).first)

    def choose(self, label, option):
        """An option of a list: opened and picked."""
        self.clicks += 2
        self.page.get_by_label(label).first.select_option(label=option)

    def write(self, label, text):
        """Words typed into a field after a click into it."""
        self.clicks, self.keys = self.clicks + 1, self.keys + len(text)
        self.page.get_by_label(label).first.fill(text)

    def tick(self, label):
        self.clicks += 1
        self.page.get_by_label(label, exact=True).first.check()

    def give(self, button, name, content):
        """A file, by the button that asks for one: the button, the file, 打开."""
        self.clicks += 3
        with self.page.expect_file_chooser() as asked:
            self.page.get_by_role("button", name=button).click()
        asked.value.set_files({"name": name, "mimeType": "", "buffer": content})

    def check(self):
        """Nothing on the page keeps anybody out, by axe."""
        if (seen := self._kind()) in self.known.checked or not _first(seen):
            return
        self.known.checked.add(seen)
        assert seeing.faults(self.page, self.known.looks) == [], self.page.url

    @property
    def text(self):
        return self.page.inner_text("body")

    def leave(self):
        assert self.refused == [], self.page.url
        self.context.close()

    def _sign_in(self):
        self.see("/staff/accounts/sign-in/")
        self.page.fill("#id_username", self.name)
        self.page.fill("#id_password", self.password)
        self.press("登录")
        self.known.signed_in[self.name] = self.context.cookies()

    def _kind(self):
        return NUMBER.sub("N", self.page.url), self.width, tuple(self.page.evaluate(HEADS))

    def _turn(self, what):
        what.click()
        self.page.wait_for_load_state()
        self.clicks, self.pages = self.clicks + 1, self.pages + 1
        self.check()
