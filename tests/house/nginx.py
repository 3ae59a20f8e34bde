"""A real nginx with the configuration we ship, on loopback."""

import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.house.site import free_port

SHIPPED = Path(__file__).parents[2] / "docs" / "nginx.conf"


def missing() -> bool:
    return shutil.which("nginx") is None


@contextmanager
def over(root: Path, folder: Path, upstream: str = "127.0.0.1:9 down", conf: str = ""):
    """Serves ``root`` until the block ends; yields the address. ``conf``: another server's than the shipped one."""
    port = free_port()
    (folder / "nginx").mkdir(exist_ok=True)
    mine = folder / "nginx" / "nginx.conf"
    mine.write_text(_around(conf or shipped(root, upstream)).replace("PORT", str(port)))
    command = ["nginx", "-p", str(folder / "nginx"), "-c", str(mine), "-e", "stderr", "-g", "daemon off;"]
    process = subprocess.Popen(command, stderr=(folder / "nginx" / "errors").open("w"))
    try:
        yield _ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(20)


def shipped(root: Path, upstream: str) -> str:
    """Ours with another port, root and application; without certificates and the redirection to them."""
    text = SHIPPED.read_text("utf-8").split("\nserver {\n    listen 80;")[0]
    text = re.sub(r"listen 443 ssl;", "listen 127.0.0.1:PORT;", text)
    text = re.sub(r"\n    ssl_certificate.*", "", text)
    text = text.replace("/srv/gongkai/data/public", str(root))
    return re.sub(r"server 127\.0\.0\.1:8000;", f"server {upstream};", text)


def _around(text: str) -> str:
    user = "user root;" if os.getuid() == 0 else ""
    places = "".join(f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"{user}\nworker_processes 1;\npid nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{places}\n{text}\n}}\n"


def _ready(url: str, process: subprocess.Popen) -> str:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/robots.txt", timeout=5)
            return url
        except urllib.error.HTTPError:
            return url
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("nginx did not start; see its errors") from None
            time.sleep(0.05)
    raise TimeoutError("nginx did not answer")
