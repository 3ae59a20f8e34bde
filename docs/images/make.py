"""Takes the pictures of these pages from a running demonstration.

``python docs/images/make.py http://127.0.0.1:8000 PASSWORD``, both as ``bin/demo`` prints them.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ADDRESS, PASSWORD = sys.argv[1:]
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


def desk(page: Page) -> None:
    """What waits for the information officer of a bureau."""
    sign_in(page, "jiaoyun-xinxi")


def record(page: Page) -> None:
    """A record that waits for its secrecy review, with the proof of its date open."""
    sign_in(page, "jiaoyun-baomi")
    page.click("ul.duties a >> nth=0")
    page.click("summary:has-text('为什么是这一天') >> nth=1")


def sheet(page: Page) -> None:
    """The score sheet of a bureau, as its own officer reads it."""
    sign_in(page, "jiaoyun-xinxi")
    page.goto("/staff/assessment/")
    page.click("table a:has-text('绩效评价')")


def search(page: Page) -> None:
    """What a citizen finds by two characters."""
    page.goto("/search/?q=低保")


PICTURES = {"desk": (desk, 860), "record": (record, 1060), "sheet": (sheet, 1000), "search": (search, 860)}


def sign_in(page: Page, username: str) -> None:
    page.goto("/staff/accounts/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.click("main button")


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        for name, (story, height) in PICTURES.items():
            page = browser.new_page(base_url=ADDRESS, viewport={"width": 1280, "height": height}, locale="zh-CN")
            story(page)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
