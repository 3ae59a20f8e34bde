"""A road bureau that tells how it is reached, and a request as a citizen fills it in."""

import re
import zlib
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.catalogue import contacts
from gongkai.catalogue.models import Contact
from gongkai.foi.models import Request
from tests.county import moment

IDENTITY = "11010519491231002X"
WANTED = "河边桥加固工程2024年的施工合同和验收报告"


@pytest.fixture
def told(monkeypatch):
    """The clock of the house: ``told["now"]``."""
    from gongkai.acts import clock

    said = {"now": moment("2026-01-15 10:00")}
    monkeypatch.setattr(clock, "told", lambda: said["now"])
    return said


@pytest.fixture(autouse=True)
def sealed_here(settings, tmp_path):
    """Sealed files lie in a folder of the test's own."""
    settings.DATA = tmp_path
    return tmp_path / "sealed"


@pytest.fixture
def contact(county, told):
    """The road bureau's own; every element told, and a window."""
    row = Contact(
        unit=county.roads, office="办公室", address="试县河边路1号", hours="工作日9:00—17:00", phone="0825-7800001",
        fax="0825-7800002", email="jyj@example.gov.cn", window="政务服务中心3号窗口",
    )  # fmt: skip
    contacts.write_many([row], [county.xin], moment("2026-01-05 09:00"))
    return row


def photo(name="card.png"):
    """A picture of one dot."""

    def chunk(kind, body):
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    body = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0\0"))
    return SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b""), "image/png")


FILLED = {
    "send": "1", "described": WANTED, "applicant": "person", "name": "李小河", "paper": "identity",
    "paper_no": IDENTITY, "phone": "13800000000", "form": "electronic", "route": "mail",
    "email": "lixiaohe@example.com",
    "agent": "", "address": "", "kept": "",
}  # fmt: skip


@pytest.fixture
def fill(client, contact):
    """Walks through the form as a browser does: ``fill(name="…")``; returns the last answer."""

    def filled(token=None, proof=True, unit="jyj", **changes):
        url = f"/apply/u/{unit}/"
        if token is None:
            begun = client.get(url)
            token = hidden(begun, "token")
            following = client.post(url, {"described": changes.get("described", WANTED), "token": token})
            token = hidden(following, "token") or token
        said = {**FILLED, "token": token, **changes}
        return client.post(url, {**said, **({"proof": photo()} if proof else {})})

    return filled


def hidden(answer, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


def receipt(answer):
    """(number, code) of a receipt."""
    number, code = re.findall(r"<strong>(\d{4}-\d{3,}-\d{4}|[a-z]{4}-[a-z]{4})</strong>", answer.content.decode())
    return number, code


@pytest.fixture
def requested(fill):
    """One request as it was filed on the site."""
    number, code = receipt(fill())
    return Request.objects.get(number=number), code
