"""Staff at the wire: sign in and act by plain HTTP, as a browser without JavaScript would."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tests.house.prepared import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PLACE = re.compile(r"/staff/disclosures/(\d+)/$")
READ = re.compile(r'name="read" value="([^"]+)"')


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Staff:
    """One signed-in person. ``post`` returns (status, Location); an answer not received raises.

    ``jar``: the cookies of somebody who is signed in already.
    """

    def __init__(self, base: str, name: str, jar: CookieJar | None = None):
        self.base, self.jar = base, jar if jar is not None else CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), Stay())
        if not len(self.jar):
            self._sign_in(name)
        self.token = TOKEN.search(self.get("/staff/disclosures/"))[1]

    def _sign_in(self, name: str) -> None:
        page = self.get("/staff/accounts/sign-in/")
        self.token = TOKEN.search(page)[1]
        status, _ = self.post("/staff/accounts/sign-in/", username=name, password=PASSWORD)
        assert status == 302, status

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path: str, **said) -> tuple[int, str]:
        return self.send(path, urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **said}).encode(), {})

    def send(self, path: str, body: bytes, heads: dict) -> tuple[int, str]:
        """A form that was written out already."""
        try:
            with self.opener.open(urllib.request.Request(self.base + path, body, heads), timeout=20) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location", "")

    def draft(self, title: str, unit: int, topic: int) -> int | None:
        """A new draft's key, once the server said so."""
        said = {"title": title, "unit": unit, "topic": topic, "formed_on": "2026-01-05", "kind": "通知"}
        status, place = self.post("/staff/disclosures/form/", html="县道养护。", attribute="proactive", **said)
        return int(PLACE.search(place)[1]) if status == 302 else None

    def take(self, key: int, step: str) -> bool:
        """Whether the server acknowledged the step."""
        return self.post(f"/staff/disclosures/{key}/{step}/", read=self.read(key))[0] == 302

    def read(self, key: int) -> str:
        """The hash of what the record's page says, as its buttons carry it."""
        found = READ.search(self.get(f"/staff/disclosures/{key}/"))
        return found[1] if found else ""
