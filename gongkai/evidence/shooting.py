"""A picture of a kept page, wherever a Chromium is found: drawn from the copy, without scripts, without a network."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SECONDS = 30
NONE = "这台服务器上没有 Chromium，只留网页，没有截图"
FAILED = "截图没有成功，网页已经留存"
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--disable-extensions", "--hide-scrollbars", "--window-size=1280,2400",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n"
LARGEST = 8 * 1024 * 1024


def shoot(html: str) -> tuple[bytes | None, str]:
    """(PNG, "") or (None, why there is none)."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return None, NONE
    with tempfile.TemporaryDirectory(prefix="gongkai-shot-") as folder:
        page, picture = Path(folder) / "page.html", Path(folder) / "page.png"
        page.write_text(html, "utf-8")
        # Its own sandbox wants a user who is not root.
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        words = [program, *FLAGS, *root, f"--user-data-dir={folder}/profile", f"--screenshot={picture}", page.as_uri()]
        _run(words, folder)
        found = picture.read_bytes() if picture.is_file() and picture.stat().st_size <= LARGEST else b""
    return (found, "") if found.startswith(PNG) else (None, FAILED)


def _run(words: list[str], folder: str) -> None:
    """Runs it for so long and no longer, and ends all that it started."""
    quiet = subprocess.DEVNULL
    env = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}
    with (
        contextlib.suppress(OSError),
        subprocess.Popen(
            words, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=env, start_new_session=True
        ) as browser,
    ):
        try:
            browser.wait(SECONDS)
        except subprocess.TimeoutExpired:
            pass
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(browser.pid, signal.SIGKILL)
