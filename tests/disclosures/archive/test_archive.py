"""归档: a package a record, made after the step, whole, checked, and the same wherever it is made again."""

import hashlib
import json
import zipfile
from io import BytesIO
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from gongkai.disclosures.archive import archiving, packages
from gongkai.disclosures.archive import command as archive_command
from gongkai.disclosures.models import ArchivePackage
from gongkai.files import store
from tests.county import moment
from tests.files import samples

PDF = samples.pdf()


@pytest.fixture(autouse=True)
def data(settings, tmp_path, stand_at):
    stand_at("2025-04-02 09:00")
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def archived(county, write, publish):
    file = store.keep(PDF, name="附表.pdf", at=moment("2025-03-03 09:00"), by=None)
    record = publish(write(files=[(file, "附表.pdf")], doc_no="试交发〔2025〕1号", kind="通知"))
    record.case.take("feedback", by=county.xin, at=moment("2025-03-05 09:00"), words="群众电话询问，已答复")
    record.case.take("archive", by=county.fa, at=moment("2025-04-01 09:00"))
    return record


def downloaded(client, record):
    answer = client.get(f"/staff/disclosures/{record.pk}/package/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.provision("TZ-4.5")
def test_the_archiving_step_leaves_a_package_with_everything_and_its_fixity(archived, sweep, sign_in):
    sweep(moment("2025-04-01 09:01"))
    kept = ArchivePackage.objects.get()
    assert kept.fault == "" and kept.year == 2025
    assert "下载归档包" in sign_in("fa").get(f"/staff/disclosures/{archived.pk}/").content.decode()
    content = downloaded(sign_in("fa"), archived)
    assert hashlib.sha256(content).hexdigest() == kept.sha256
    with zipfile.ZipFile(BytesIO(content)) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        for one in manifest["files"]:
            inside = packed.read(one["path"])
            assert (len(inside), hashlib.sha256(inside).hexdigest()) == (one["size"], one["sha256"])
        assert packed.read("editions/1/files/01-附表.pdf") == PDF
        assert "对县道开展养护" in packed.read("editions/1/text.html").decode()
        trail = json.loads(packed.read("trail.json"))
        assert [act["step"] for act in trail] == [
            "form", "propose", "clear", "approve", "publish", "feedback", "archive",
        ]  # fmt: skip
        assert trail[-1]["hash"] == manifest["act"]
        metadata = ElementTree.fromstring(packed.read("metadata.xml"))
        assert metadata.findtext("索引号") == "jyj/2025-00001" and metadata.findtext("发文字号") == "试交发〔2025〕1号"
        everything = b"".join(packed.read(name) for name in packed.namelist())
        assert "群众电话询问" not in everything.decode("utf-8", "replace")  # words can be erased by law, a package not


def test_made_again_it_is_the_same_to_the_byte(archived, sweep, data, sign_in):
    sweep(moment("2025-04-01 09:01"))
    first = archiving.path_of(ArchivePackage.objects.get()).read_bytes()
    ArchivePackage.objects.all().delete()
    assert downloaded(sign_in("ban"), archived) == first  # made when asked for, before the schedule came


def test_a_later_edition_gets_a_package_of_its_own_and_the_first_stays(county, archived, publish, sweep):
    sweep(moment("2025-04-01 09:01"))
    archived.case.take("change", by=county.xin, at=moment("2025-05-01 09:00"))
    archived.refresh_from_db()
    publish(archived, "2025-05-02 09:00")
    archived.case.take("archive", by=county.fa, at=moment("2026-01-05 09:00"))
    sweep(moment("2026-01-05 09:01"))
    first, second = ArchivePackage.objects.order_by("pk")
    assert (first.year, second.year) == (2025, 2026)
    with zipfile.ZipFile(archiving.path_of(second)) as packed:
        assert {"editions/1/edition.json", "editions/2/edition.json"} <= set(packed.namelist())


def test_a_package_that_was_changed_or_lost_is_found_and_not_handed_out(archived, sweep, sign_in, capsys):
    sweep(moment("2025-04-01 09:01"))
    path = archiving.path_of(ArchivePackage.objects.get())
    whole = path.read_bytes()
    everything = SimpleNamespace(check=None, year=2025, to=None)
    assert archive_command.run(everything) == 0
    path.write_bytes(whole[:-100] + b"x" + whole[-99:])
    assert archive_command.run(everything) == 1 and "被改动过" in capsys.readouterr().out
    answer = sign_in("fa").get(f"/staff/disclosures/{archived.pk}/package/")
    assert answer.status_code == 409 and "被改动过" in answer.content.decode()
    path.unlink()
    sweep(moment("2025-08-01 09:00"))  # looked at again by itself after a while
    assert "不见了" in ArchivePackage.objects.get().fault


def test_a_package_is_checked_anywhere_without_the_database(archived, sweep, tmp_path, capsys):
    sweep(moment("2025-04-01 09:01"))
    target = tmp_path / "out"
    assert archive_command.run(SimpleNamespace(check=None, year=2025, to=str(target))) == 0
    (copied,) = target.rglob("*.zip")
    assert packages.faults(copied) == []
    with zipfile.ZipFile(copied, "a") as packed:
        packed.writestr("editions/1/more.txt", "加上去的")
    assert archive_command.run(SimpleNamespace(check=[str(copied)], year=None, to=None)) == 1
    assert "清单里没有这个文件" in capsys.readouterr().out
    assert (
        packages.faults(tmp_path / "nothing.zip")
        and archive_command.run(SimpleNamespace(check=None, year=2025, to=str(target))) == 2
    )


def test_who_only_looks_on_gets_no_originals(archived, sign_in, write):
    assert sign_in("kao").get(f"/staff/disclosures/{archived.pk}/package/").status_code == 403
    assert sign_in("zhen").get(f"/staff/disclosures/{archived.pk}/package/").status_code == 404
    assert sign_in("xin").get(f"/staff/disclosures/{write().pk}/package/").status_code == 404
