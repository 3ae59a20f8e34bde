"""A small server for the browser tests: ready pages under the project's own content policy, and the static files."""

import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings
from django.contrib.staticfiles import finders

ANSWER = '<!doctype html><link rel="icon" href="data:,"><title>收到</title>收到'
POLICY = "; ".join(
    f"{name} {' '.join(sources)}" for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)


@contextmanager
def served(pages):
    """Serves {path: html}; yields (address, posted), the list of paths that were posted to."""
    posted = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages, posted))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", posted
    finally:
        server.shutdown()
        server.server_close()


def _handler(pages, posted):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            if path.startswith("/static/"):
                file = finders.find(path.removeprefix("/static/"))
                body = open(file, "rb").read() if file else None  # noqa: SIM115
                self.answer(body, mimetypes.guess_type(path)[0])
            else:
                self.answer(pages[path].encode() if path in pages else None, "text/html; charset=utf-8")

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            posted.append(self.path)
            self.answer(ANSWER.encode(), "text/html; charset=utf-8")

        def answer(self, body, kind):
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            """Keeps the test's output clean."""

    return Handler
