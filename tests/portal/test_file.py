"""Downloads: only what a record that is out lists, under the name it gives."""

import hashlib

import pytest

from gongkai.files import store
from gongkai.publication import door
from gongkai.publication.records import Attachment
from tests.publication.samples import AT, document

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.4\n%%EOF\n"
SHA = hashlib.sha256(CONTENT).hexdigest()
URL = f"/f/{SHA[:16]}/附表 1.pdf"


@pytest.fixture
def listed(settings, tmp_path):
    settings.DATA = tmp_path
    store.path(SHA).parent.mkdir(parents=True)
    store.path(SHA).write_bytes(CONTENT)
    door.show(document(attachments=(Attachment("附表 1.pdf", len(CONTENT), "application/pdf", SHA),)), AT)


def test_a_listed_file_is_sent(client, listed):
    answer = client.get(URL)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == CONTENT
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(URL, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


def test_a_page_in_disguise_is_only_ever_downloaded(client, listed):
    door.show(document(attachments=(Attachment("页.html", 9, "text/html", SHA),)), AT)
    answer = client.get(f"/f/{SHA[:16]}/页.html")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_other_names_and_other_hashes_are_not_found(client, listed):
    for url in (f"/f/{SHA[:16]}/x.pdf", "/f/0000000000000000/附表 1.pdf", f"/f/{SHA[:16]}/", f"/f/{SHA}/附表 1.pdf"):
        assert client.get(url).status_code == 404, url


def test_a_stored_file_that_no_record_lists_is_not_found(client, listed):
    hidden = store.path("f" * 64)
    hidden.parent.mkdir(parents=True)
    hidden.write_bytes(b"secret")
    assert client.get("/f/ffffffffffffffff/secret.pdf").status_code == 404


def test_after_withdrawal_the_file_is_gone_in_words(client, listed):
    door.withdraw(["disclosure:1"], at=AT, reason="有误")
    answer = client.get(URL)
    assert answer.status_code == 410
    assert "已经撤回" in answer.content.decode()
    assert client.get(URL, headers={"if-none-match": f'"{SHA}"'}).status_code == 410


def test_a_record_corrected_without_the_file_no_longer_gives_it(client, listed):
    door.show(document(), AT)
    assert client.get(URL).status_code == 404
