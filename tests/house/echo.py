"""A web server on loopback that says what reached it, to stand behind another one."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ECHO = "echo"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _say(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = f"{ECHO} {self.command} {self.path} {body.decode()}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_OPTIONS = _say

    def log_message(self, *_):
        pass


@contextmanager
def server():
    """Yields its host:port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{http.server_port}"
        finally:
            http.shutdown()
            thread.join()
