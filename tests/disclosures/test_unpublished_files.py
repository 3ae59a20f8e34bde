"""The file of a draft is not there for anybody but those who handle it, whatever they guess."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from gongkai.files import store
from tests.county import moment
from tests.files import samples

STRANGERS = ("kao", "san", "ling", "guan", "zhen", "zhenmi", "zhenfen", "zhenfa")


@pytest.fixture
def file(county):
    data = SimpleUploadedFile("未公开.pdf", samples.pdf("secret"))
    return store.keep(data, name="未公开.pdf", at=moment("2025-03-03 09:00"), by=county.xin.person)


@pytest.fixture
def draft(write, file):
    return write(files=[(file, "未公开.pdf")])


def guesses(sha256, keys):
    """Every address that takes a hash, for every record one may know of; and what a file is fetched by in public."""
    found = [f"/f/{sha256[:length]}/未公开.pdf" for length in (8, 15, 16, 17, 64)]
    found += [f"/files/{sha256}", f"/f/{sha256[:16]}/other.pdf", f"/f/{sha256[:16].upper()}/未公开.pdf"]
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", ()):
            if isinstance(pattern, URLPattern) and "sha256" in str(pattern.pattern):
                for key in keys:
                    names = {"key": key, "sha256": sha256}
                    wanted = pattern.pattern.converters
                    found.append(
                        reverse(f"{resolver.app_name}:{pattern.name}", kwargs={name: names[name] for name in wanted})
                    )
    assert len(found) > 8 + len(keys)
    return found


def test_it_is_there_for_those_who_handle_it(draft, file, sign_in):
    for name in ("xin", "mi", "fen", "fa", "ban", "shen"):
        got = sign_in(name).get(f"/staff/disclosures/{draft.pk}/files/{file.sha256}/")
        assert b"".join(got.streaming_content) == samples.pdf("secret"), name


def test_nobody_else_gets_it_by_any_address(draft, file, write, county, sign_in):
    theirs = write("乡镇的", by=county.zhen)
    for name in STRANGERS:
        client = sign_in(name)
        for path in guesses(file.sha256, [draft.pk, theirs.pk]):
            assert client.get(path).status_code == 404, (name, path)


def test_a_passer_by_is_sent_to_sign_in_or_told_that_there_is_nothing(draft, file):
    for path in guesses(file.sha256, [draft.pk]):
        answer = Client().get(path)
        assert answer.status_code == (302 if path.startswith("/staff/") else 404), path
        assert b"secret" not in answer.content


def test_a_hash_does_not_open_it_through_another_record_of_one_s_own(draft, file, write, publish, sign_in):
    mine = publish(write("没有附件的"))
    for name in ("xin", "fa", "ban"):
        assert sign_in(name).get(f"/staff/disclosures/{mine.pk}/files/{file.sha256}/").status_code == 404


def test_it_is_public_from_its_publication_to_its_withdrawal(draft, file, publish, county, client):
    path = f"/f/{file.sha256[:16]}/未公开.pdf"
    assert client.get(path).status_code == 404
    publish(draft)
    assert client.get(path).status_code == 200
    draft.case.take("withdraw", by=county.fa, at=moment("2025-03-05 10:00"), words="有误")
    assert client.get(path).status_code == 410


def test_a_new_edition_s_file_is_not_public_before_it_is_out(write, publish, county, file, client):
    from gongkai.disclosures import drafting

    record = publish(write())
    at = moment("2025-03-05 09:00")
    record.case.take("change", by=county.xin, at=at)
    record.refresh_from_db()
    draft = drafting.Draft(county.roads, county.topic, "新", at.date(), "<p>新</p>", {}, [(file, "未公开.pdf")])
    drafting.save(record, record.case.version, draft, county.xin, at)
    assert client.get(f"/f/{file.sha256[:16]}/未公开.pdf").status_code == 404
