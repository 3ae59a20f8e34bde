"""Somebody at a screen, who knows only the words on it; each page seen is checked for what keeps people out."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.house.prepared import PASSWORD


class Visitor:
    """``clicks``, ``keys`` and ``pages`` count what was done since signing in; nothing is found but by its label."""

    def __init__(self, browser, base, name="", width=1280):
        self.base, self.context = base, browser.new_context(locale="zh-CN", viewport={"width": width, "height": 900})
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.refused: list[str] = []
        self.clicks = self.keys = self.pages = 0
        self.page.on("console", lambda said: self.refused.append(said.text) if said.type == "error" else None)
        if name:
            self.see("/staff/accounts/sign-in/")
            self.page.fill("#id_username", name)
            self.page.fill("#id_password", PASSWORD)
            self.press("登录")
        self.clicks = self.keys = self.pages = 0

    def see(self, path):
        self.page.goto(path if path.startswith("http") else self.base + path)
        self.check()

    def press(self, text):
        self._turn(self.page.get_by_role("button", name=text, exact=True).first)

    def follow(self, text, exact=False):
        self._turn(self.page.get_by_role("link", name=text, exact=exact).first)

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
        found = Axe().run(self.page).response["violations"]
        grave = [
            f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in ("serious", "critical")
        ]
        assert grave == [], (self.page.url, grave)

    @property
    def text(self):
        return self.page.inner_text("body")

    def leave(self):
        assert self.refused == [], self.page.url
        self.context.close()

    def _turn(self, what):
        what.click()
        self.page.wait_for_load_state()
        self.clicks, self.pages = self.clicks + 1, self.pages + 1
        self.check()
