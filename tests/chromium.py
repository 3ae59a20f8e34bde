"""A real Chromium for tests: its headless shell where there is one, which needs four fifths of the time."""

import shutil
from contextlib import contextmanager

import pytest

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --js-flags=--max-optimized-bytecode-size=0"
)  # a page's scripts run too short for compiling them well: a tenth of the time


@contextmanager
def running():
    """The browser, until the block ends; the test is skipped in words where none is found."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.skip("没有找到 Chromium，跳过浏览器测试；Debian 上可安装 chromium-headless-shell")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()
