"""Packages over a one-way border: signed, in their order, whole or not at all."""

import hashlib
import json
import subprocess
import sys
import zipfile
from types import SimpleNamespace

import pytest

from gongkai.publication import door, folder
from gongkai.publication.models import Site
from gongkai.publication.tree import arriving, package, receiving
from gongkai.vault import signatures
from tests.publication.samples import AT, document
from tests.publication.tree.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def border(portal, tmp_path):
    """``border.send()`` makes the next package, ``border.take(p)`` receives it, ``border.seen()`` is the outer side."""
    away, key = tmp_path / "away", signatures.public_key()
    (tmp_path / "stick").mkdir()

    def send(**how):
        portal()
        made = package.pack(tmp_path / "stick", NOW, **how)
        return made[0] if made else None

    return SimpleNamespace(
        send=send, take=lambda one: receiving.receive(one, away, key), away=away, key=key, seen=lambda: files(away)
    )


def files(root):
    return {path: (root / path).read_bytes() for path in receiving._files(root)}


def inner():
    return {
        folder.place(p).relative_to(folder.root()).as_posix(): folder.place(p).read_bytes() for p in folder.below("/")
    }


def forged(source, change=None, body=None):
    """A copy of a package with one member changed, left out or another manifest, the signature as it was."""
    target = source.with_name("forged.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != change:
                new.writestr(name, old.read(name))
            elif body is not None:
                new.writestr(name, body(old.read(name)))
    return target


def signed(source, change):
    """What the holder of the key could sign by mistake or malice: a manifest changed and signed anew."""
    told = {}

    def manifest(old):
        told["body"] = json.dumps(change(json.loads(old))).encode()
        return told["body"]

    first = forged(source, "manifest.json", manifest)
    second = first.rename(first.with_name("half.zip"))
    return forged(second, "manifest.sig", lambda old: signatures.sign(told["body"]).encode())


def test_the_outer_side_shows_what_the_inner_side_shows(border):
    border.take(border.send())
    assert border.seen() == inner() and len(inner()) > 60
    door.show(document(46), AT)
    small = border.send()
    with zipfile.ZipFile(small) as opened:
        assert len(opened.namelist()) < 25, "what changed, and no more"
    border.take(small)
    assert border.seen() == inner()
    door.withdraw(["disclosure:20"], at=AT, reason="内容有误")
    where = f"d/{door.shown('disclosure:20').address}"
    border.take(border.send())
    assert border.seen() == inner() and not (border.away / where).exists()
    assert border.send() is None, "nothing changed"


def test_a_package_that_was_tampered_with_changes_nothing(border):
    good = border.send()
    with zipfile.ZipFile(good) as opened:
        page = next(name for name in opened.namelist() if name.startswith("files/"))
    for change, body, says in [
        ("manifest.json", lambda old: old.replace(b'"number": 1', b'"number": 9'), "签名不对"),
        ("manifest.sig", lambda old: b"00" * 64, "签名不对"),
        ("manifest.sig", None, "不是完整的包"),
        (page, lambda old: old + b" ", "校验值不符"),
        (page, None, "与清单不符"),
    ]:
        with pytest.raises(receiving.PackageRefused, match=says):
            border.take(forged(good, change, body))
        assert border.seen() == {} and receiving.received(border.away)["number"] == 0
    with pytest.raises(receiving.PackageRefused, match="公钥不是发出方的"):
        receiving.receive(good, border.away, "ab" * 32)
    border.take(good)


@pytest.mark.parametrize("cut", [0, 100, 0.5, -1])
def test_a_package_that_was_cut_off_changes_nothing(border, cut):
    good = border.send()
    whole = good.read_bytes()
    good.write_bytes(whole[: int(len(whole) * cut) if isinstance(cut, float) else cut])
    with pytest.raises(receiving.PackageRefused, match="不是完整的包"):
        border.take(good)
    assert border.seen() == {}


def test_packages_come_in_their_order_and_once(border):
    packages = []
    for number in (46, 47, 48):
        door.show(document(number), AT)
        packages.append(border.send())
    border.take(packages[0])
    with pytest.raises(receiving.PackageRefused, match="中间缺了包：已经收到第 1 号，这是第 3 号"):
        border.take(packages[2])
    with pytest.raises(receiving.PackageRefused, match="第 1 号包不能再接收"):
        border.take(packages[0])
    seen = border.seen()
    other = signed(packages[1], lambda told: told | {"former": "0" * 64})
    with pytest.raises(receiving.PackageRefused, match="接不上"):
        border.take(other)
    assert border.seen() == seen
    border.take(packages[1])
    border.take(packages[2])
    assert border.seen() == inner()


def test_a_whole_package_mends_what_was_lost(border):
    border.take(border.send())
    door.show(document(46), AT)
    border.send()  # lost on the way
    door.withdraw(["disclosure:20"], at=AT, reason="内容有误")
    (border.away / "d" / "stranger.html").write_text("nobody's")
    border.take(border.send(whole=True))
    assert border.seen() == inner()


@pytest.mark.parametrize(
    "path", ["../out", "/etc/passwd", "d/../../out", "d//x", ".lock", "d/.x", "d\\x", "", "down/x"]
)
def test_a_path_that_leads_out_is_refused_whoever_signed_it(border, tmp_path, path):
    good = border.send()
    border.away.mkdir()
    (border.away / "down").symlink_to(tmp_path)
    name = hashlib.sha256(b"").hexdigest()
    for change in (
        lambda told: told | {"files": {**told["files"], path: name}},
        lambda told: told | {"removed": [path]},
    ):
        with pytest.raises(receiving.PackageRefused, match=r"文件夹以外|与清单不符"):
            border.take(signed(good, change))
        assert border.seen() == {}


def test_what_a_crash_cut_off_is_ended_by_the_next_call(border, monkeypatch):
    border.take(border.send())
    Site.objects.get().delete()
    Site.objects.create(name="别的名称")
    door.withdraw(["disclosure:20"], at=AT, reason="内容有误")
    second = border.send()
    placed, count = receiving._place, []

    def dying(*args):
        if len(count) == 7:
            raise KeyboardInterrupt
        count.append(args)
        placed(*args)

    monkeypatch.setattr(receiving, "_place", dying)
    with pytest.raises(KeyboardInterrupt):
        border.take(second)
    monkeypatch.setattr(receiving, "_place", placed)
    assert border.seen() != inner()
    with pytest.raises(receiving.PackageRefused, match="第 2 号包不能再接收"):
        border.take(second)
    assert border.seen() == inner() and not (border.away / ".incoming").exists()


def test_a_crash_before_all_is_checked_leaves_the_former_state(border, monkeypatch):
    border.take(border.send())
    door.show(document(46), AT)
    second, before = border.send(), border.seen()
    monkeypatch.setattr(receiving, "_keep", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        border.take(second)
    assert border.seen() == before
    monkeypatch.undo()
    border.take(second)
    assert border.seen() == inner()


def test_the_command_needs_neither_database_nor_settings(border, tmp_path):
    (tmp_path / "key.txt").write_text(border.key + "\n")
    good = border.send()
    command = [sys.executable, "-m", "gongkai.cli", "tree", "receive", str(good), "--into", str(border.away)]
    env = {"PATH": "/usr/bin:/bin", "GONGKAI_DATA": str(tmp_path / "none"), "LANG": "C.UTF-8"}
    done = subprocess.run([*command, "--key", str(tmp_path / "key.txt")], capture_output=True, text=True, env=env)
    assert done.returncode == 0 and "已接收第 1 号" in done.stdout, done.stderr
    assert border.seen() == inner() and not (tmp_path / "none").exists()


@pytest.mark.parametrize(("key", "says"), [("", "里没有公钥"), ("zz", "里没有公钥"), ("ab" * 32, "签名不对")])
def test_the_command_refuses_in_words(border, tmp_path, capsys, key, says):
    (tmp_path / "key.txt").write_text(key)
    good = border.send()
    args = SimpleNamespace(package=[str(good)], into=str(border.away), key=str(tmp_path / "key.txt"))
    assert arriving.run(args) == 2 and says in capsys.readouterr().err
