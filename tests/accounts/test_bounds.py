"""How much one may send at once: next to nothing before one is known, a few files after; said in words (413)."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from gongkai.accounts.middleware import Bounded

SIGN_IN = "/staff/accounts/sign-in/"


class Unread(io.BytesIO):
    """A body that must not be touched."""

    def read(self, *args):
        raise AssertionError("read")


def ask(path, length):
    request = RequestFactory().generic("POST", path, content_type="multipart/form-data; boundary=x")
    request.META |= {"CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    return Bounded(lambda request: "passed")(request)


def test_a_stranger_sends_a_name_and_a_password_and_no_file(client, db):
    said = {"username": "x", "password": "y", "file": SimpleUploadedFile("a.bin", b"0" * 70_000)}
    answer = client.post(SIGN_IN, said)
    assert answer.status_code == 413
    assert "提交的内容太多" in answer.content.decode() and 'href="/staff/"' in answer.content.decode()


def test_what_is_too_long_is_turned_away_unread(db, settings):
    assert ask(SIGN_IN, settings.MAX_SIGN_IN_BYTES) == "passed"
    assert ask(SIGN_IN, settings.MAX_SIGN_IN_BYTES + 1).status_code == 413
    assert ask("/staff/disclosures/form/", settings.MAX_REQUEST_BYTES) == "passed"
    assert ask("/staff/disclosures/form/", settings.MAX_REQUEST_BYTES + 1).status_code == 413


def test_all_files_of_a_form_together_are_bounded(sign_in, settings):
    settings.MAX_REQUEST_BYTES = 100_000
    files = [SimpleUploadedFile(f"{number}.txt", b"0" * 40_000) for number in range(3)]
    answer = sign_in("xin").post("/staff/disclosures/form/", {"title": "通知", "uploads": files})
    assert answer.status_code == 413 and "一次最多提交 100 KB" in answer.content.decode()


def test_more_fields_than_are_taken_are_told_as_too_much(sign_in, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    answer = sign_in("xin").post("/staff/disclosures/form/", {f"f{number}": "x" for number in range(30)})
    assert answer.status_code == 413 and "提交的内容太多" in answer.content.decode()
