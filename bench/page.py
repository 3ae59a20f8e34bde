"""What does a public page cost? CPU of the server a request: ours, beside the floor of Django, in one run.

    GONGKAI_DATA=… python -m bench.page [--seconds 4]

The database must be loaded (``gongkai demo --prepare``). The floor serves the same documents from the same server with
one row and a plain template: without any middleware, and with the usual ones. wrk drives both over loopback; the CPU is
that of the server's processes (user and system), so a busy neighbour changes it little.
"""

import argparse
import os
import random
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PAGES = 300  # documents asked for in turn, drawn by seed
TICK = os.sysconf("SC_CLK_TCK")
USUAL = ("sessions.middleware.SessionMiddleware", "auth.middleware.AuthenticationMiddleware")
TEMPLATE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ d.title }}</title></head><body><nav>'
    '{% for c in nav %}<a href="/c/{{ c }}/">栏目{{ c }}</a>{% endfor %}</nav><h1>{{ d.title }}</h1><table><tr>'
    "<td>{{ d.unit }}</td><td>{{ d.moment }}</td></tr></table>{{ d.html|safe }}</body></html>"
)


LIMITS = {  # ms of CPU a request
    "document page (200)": 1.6, "unchanged document page (304)": 0.45,
    "column, newest page (200)": 3, "column, oldest page (200)": 3,
}  # fmt: skip


def main() -> None:
    args = _arguments()
    for question, said, limit in measured(args.seconds, args.app):
        print(f"{question:34} {said:>34}   {limit}")


def measured(seconds: float, app: str = "gongkai.wsgi:application") -> list[tuple[str, str, str]]:
    """Questions, figures and limits over the database that is there."""
    rows = _documents()
    with tempfile.TemporaryDirectory() as folder:
        _copy(rows, Path(folder) / "floor.sqlite3")
        paths = [f"/d/{row[0]}/" for row in rows]
        characters = sum(len(row[4]) for row in rows) // len(rows)
        results = {}
        with Server(app, {}) as server:
            results |= _ours(server, paths, folder, seconds)
        for name, kind in (("floor, no middleware", "bare"), ("floor, usual middleware", "usual")):
            with Server("bench.page:floor", {"FLOOR": kind, "FLOOR_FOLDER": folder}) as server:
                results[name] = server.load(paths, folder, seconds)
    floor = results["floor, no middleware"]
    figures = [("documents asked for in turn, their HTML", f"{len(rows)}, {characters:,} characters", "")]
    for name, cost in results.items():
        limit = f"{LIMITS[name]} ms" if name in LIMITS else ""
        figures.append((f"{name}, CPU a request", f"{cost:.2f} ms, {cost / floor:.2f} of the floor", limit))
    return figures


def _ours(server: "Server", paths: list[str], folder: str, seconds: float) -> dict[str, float]:
    tags = {path: urllib.request.urlopen(server.url + path).headers["ETag"] for path in paths}
    column = re.search(r'href="(/c/[^"/]+/)"', urllib.request.urlopen(server.url + paths[0]).read().decode())
    results = {
        "document page (200)": server.load(paths, folder, seconds),
        "unchanged document page (304)": server.load(paths, folder, seconds, tags),
        "first page (200)": server.load(["/"], folder, seconds),
    }
    if column:
        results["column, newest page (200)"] = server.load([column[1]], folder, seconds)
        results["column, oldest page (200)"] = server.load([column[1] + "p1/"], folder, seconds)
    results["search, two characters"] = server.load(["/search/?q=%E5%86%9C%E6%9D%91"], folder, seconds)
    return results


class Server:
    """One granian worker with one thread, and the CPU its processes use."""

    def __init__(self, app: str, environment: dict[str, str]):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1"]
        command += ["--no-ws", "--log-level", "error", "--port", str(self.port), app]
        python_path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
        self.process = subprocess.Popen(command, env={**os.environ, **environment, "PYTHONPATH": python_path})

    def __enter__(self) -> "Server":
        for _ in range(100):
            time.sleep(0.1)
            try:
                urllib.request.urlopen(self.url + "/robots.txt").read()
                return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                continue
        raise SystemExit("the server did not start")

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait()

    def load(self, paths: list[str], folder: str, seconds: float, tags: dict[str, str] | None = None) -> float:
        """Milliseconds of CPU a request. Stops where an answer was not as expected."""
        script = Path(folder) / "paths.lua"
        script.write_text(_script(paths, tags))
        self._wrk(script, 0.5)
        before = self.ticks()
        said = self._wrk(script, seconds)
        used = (self.ticks() - before) / TICK * 1000
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors.*", said)
        if refused:
            raise SystemExit(f"not every answer was a page: {refused[0]}")
        return used / int(re.search(r"(\d+) requests in", said)[1])

    def _wrk(self, script: Path, seconds: float) -> str:
        command = ["wrk", "-t1", "-c4", f"-d{max(1, round(seconds))}s", "-s", str(script), self.url]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def ticks(self) -> int:
        """User and system time of the server's processes, in clock ticks."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        stats = [
            Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split() for pid in [self.process.pid, *children]
        ]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats)


def _script(paths: list[str], tags: dict[str, str] | None) -> str:
    requests = [
        "wrk.format('GET', '{}'{})".format(path, f", {{['If-None-Match'] = '{tags[path]}'}}" if tags else "")
        for path in paths
    ]
    joined = ",\n".join(requests)
    turn = "function request() n = n % #r + 1; return r[n] end"
    return f"local n, r = 0, nil\nfunction init() r = {{{joined}}} end\n{turn}\n"


def _documents() -> list[tuple]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    django.setup()
    from gongkai.publication.models import Shown

    named = ("address", "title", "unit", "moment", "html")
    rows = list(Shown.objects.live().filter(kind="document").order_by("docid").values_list(*named))
    if not rows:
        raise SystemExit("nothing is published here: load a database first, e.g. gongkai demo --prepare")
    return random.Random(1).sample(rows, min(PAGES, len(rows)))


def _copy(rows: list[tuple], place: Path) -> None:
    with sqlite3.connect(place) as floor:
        floor.execute("CREATE TABLE doc(id integer primary key, address text unique, title, unit, moment, html)")
        named = "INSERT INTO doc(address, title, unit, moment, html) VALUES(?, ?, ?, ?, ?)"
        floor.executemany(named, [(*row[:3], str(row[3]), row[4]) for row in rows])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=4, help="of load on each page (default 4)")
    parser.add_argument("--app", default="gongkai.wsgi:application", help=argparse.SUPPRESS)
    return parser.parse_args()


def _floor():
    """The least a Django page can be: one row by its address, one template."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    usual = [f"django.contrib.{name}" for name in USUAL]
    usual += [f"django.middleware.{name}" for name in ("security.SecurityMiddleware", "common.CommonMiddleware")]
    usual += [
        f"django.middleware.{name}" for name in ("csrf.CsrfViewMiddleware", "clickjacking.XFrameOptionsMiddleware")
    ]
    folder = Path(os.environ["FLOOR_FOLDER"])
    (folder / "floor.html").write_text(TEMPLATE)
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "floor.sqlite3", "CONN_MAX_AGE": None}
    templates = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [folder]}
    settings.configure(
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=usual if os.environ["FLOOR"] == "usual" else [],
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        DATABASES={"default": database},
        TEMPLATES=[templates],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    )
    django.setup()
    return get_wsgi_application()


def _floor_urls() -> list:
    from django.db import models
    from django.shortcuts import get_object_or_404, render
    from django.urls import path

    class Doc(models.Model):
        address = models.TextField()
        title = models.TextField()
        unit = models.TextField()
        moment = models.TextField()
        html = models.TextField()

        class Meta:
            app_label, db_table, managed = "floor", "doc", False

    def document(request, address):
        return render(request, "floor.html", {"d": get_object_or_404(Doc, address=address), "nav": range(8)})

    return [path("d/<str:address>/", document)]


def __getattr__(name: str):
    makers = {"floor": _floor, "urlpatterns": _floor_urls}
    if name not in makers or "FLOOR" not in os.environ:
        raise AttributeError(name)
    globals()[name] = makers[name]()
    return globals()[name]


if __name__ == "__main__":
    main()
