"""What the documents name is there: commands, options, variables, paths, addresses, buttons, refusals, links."""

import argparse
import importlib
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from gongkai import cli, shelf
from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts import dues
from gongkai.law.rulebook.shared import FACTS
from gongkai.publication import pages
from gongkai.publication.models import Shown, Site

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
INSTALL = ROOT / "docs" / "install.md"
MADE = [ROOT / "docs" / name for name in ("provisions.md", "limits.md")]  # by programs, with tests of their own
DOCS = sorted(set((ROOT / "docs").rglob("*.md")) - set(MADE))
PAGES = [*READMES, ROOT / "CHANGELOG.md", *DOCS]
LINKING = [*sorted(ROOT.glob("*.md")), *DOCS, *MADE]
CHINESE = [page for page in PAGES if page.name in ("README.zh-CN.md", "CHANGELOG.md")] + [INSTALL, *MANUAL]

SOURCE = "\n".join(
    path.read_text("utf-8")
    for kind in ("py", "html", "js")
    for path in sorted((ROOT / "gongkai").rglob(f"*.{kind}"))
    if "demo" not in path.parts
)
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.S)
OURS = ("gongkai/", "docs/", "tests/", "bench/", "bin/", "data/")
MACHINE = ("/opt/", "/srv/", "/etc/", "/backup/", "/root/")


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def outside_fences(page: Path) -> str:
    return FENCE.sub("", text_of(page))


def inline(page: Path) -> list[str]:
    """What stands between single backticks."""
    return re.findall(r"`([^`\n]+)`", outside_fences(page))


def code(page: Path) -> list[str]:
    """Lines of commands: fenced blocks that are no Python or YAML, and inline code; remarks cut off."""
    fenced = [
        line for kind, block in FENCE.findall(text_of(page)) if kind in ("sh", "ini") for line in block.splitlines()
    ]
    return [line.split("  #")[0] for line in fenced + inline(page)]


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli._parser()._actions
    return next(action.choices for action in actions if isinstance(action, argparse._SubParsersAction))


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a command takes, and what those under it take."""
    below = [action.choices.values() for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [*parser._actions, *(action for some in below for one in some for action in one._actions)]


def called(page: Path) -> list[tuple[str, str]]:
    """(command, rest of the line) of every call of gongkai on a page."""
    found = [re.search(r"(?:^|/bin/)gongkai ([a-z]+)\b(.*)", line) for line in code(page)]
    return [(one[1], one[2]) for one in found if one]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_and_option_exists(page):
    known, wrong = commands(), []
    for name, rest in called(page):
        if name not in known:
            wrong.append(name)
        elif name == "manage":
            wrong += [word for word in rest.split()[:1] if word not in get_commands()]
        else:
            options = {option for action in _actions(known[name]) for option in action.option_strings}
            wrong += [f"{name} {word}" for word in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest) if word not in options]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_address_and_name_exists(page):
    missing = [said for said in inline(page) if not (is_there(said.split()[0]) if said.strip() else True)]
    assert missing == []


def is_there(word: str) -> bool:
    if word.startswith("$GONGKAI_DATA/"):
        return f'"{word.split("/")[1]}"' in SOURCE
    if word.startswith(OURS):
        return bool(list(ROOT.glob(word))) or word.startswith("data/")
    if word.startswith("/") and not word.startswith(MACHINE):
        return is_address(word)
    dotted = re.fullmatch(r"(?:gongkai\.)?([a-z_]+(?:\.\w+)+)(?:\(.*)?", word)
    if dotted and list((ROOT / "gongkai").glob(f"{dotted[1].split('.')[0]}*")):
        return is_name(dotted[1]) or f"\n  {dotted[1]}:" in FACTS.read_text("utf-8")
    return True


def is_address(path: str) -> bool:
    if any(pattern.fullmatch(path) for pattern, _ in pages._makers()):
        return True
    try:
        return resolve(path).view_name != "portal:page"
    except Resolver404:
        return False


def is_name(dotted: str) -> bool:
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(["gongkai", *parts[:cut]]))
        except ImportError:
            continue
        for part in parts[cut:]:
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        return True
    return False


def test_the_variables_that_are_told_are_those_that_are_read():
    read = set(re.findall(r'environ(?:\.get\(|\[)"(GONGKAI_\w+)"', SOURCE))
    told = {name for page in PAGES for name in re.findall(r"GONGKAI_[A-Z_]+", text_of(page))}
    table = set(re.findall(r"^\| `(GONGKAI_\w+)` \|", text_of(INSTALL), re.M))
    assert len(read) >= 6
    assert told == table == read


def test_the_readme_has_two_commands_and_its_twin_has_the_same():
    for page in READMES:
        assert FENCE.findall(text_of(page)) == [("sh", "bin/demo\n"), ("sh", "bin/test\n")]
    english, chinese = (sorted(inline(page)) for page in READMES)
    assert english == chinese
    for name in ("bin/demo", "bin/test"):
        assert (ROOT / name).stat().st_mode & 0o100


def test_the_twins_lead_to_the_same_places():
    english, chinese = (set(re.findall(r"\]\(([^)]+)\)", text_of(page))) - {"README.md"} for page in READMES)
    assert english - {"README.zh-CN.md"} == chinese


@pytest.mark.parametrize("page", LINKING, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", outside_fences(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_pictures_are_small():
    assert [path.name for path in (ROOT / "docs" / "images").glob("*") if path.stat().st_size > 300 * 1024] == []


def test_the_index_names_every_page():
    index, manual = text_of(ROOT / "docs" / "README.md"), text_of(ROOT / "docs" / "manual" / "README.md")
    assert [page.name for page in DECISIONS if f"(decisions/{page.name})" not in index] == []
    assert [page.name for page in MANUAL if page.name != "README.md" and f"({page.name})" not in manual] == []


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_what_the_manual_sets_in_bold_is_on_the_screen(page):
    said = re.findall(r"\*\*([^*]+)\*\*", outside_fences(page))
    assert [words for words in said if words not in SOURCE and words != "粗体"] == []


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_refusals_are_quoted_as_the_software_says_them(page):
    told = re.findall(r"^\| (?!系统说|---)([^|]+) \|", text_of(page).partition("| 系统说 |")[2], re.M)
    pieces = [piece for words in told for piece in re.split(r"[…“”《》]+", words.replace("`", "")) if len(piece) > 3]
    assert pieces or "| 系统说 |" not in text_of(page)
    assert [piece for piece in pieces if piece not in SOURCE] == []


def test_every_role_and_kind_of_unit_is_told():
    text = text_of(INSTALL)
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", text, re.M))
    assert {role.name: role.label for role in Role} == {n: t for n, t in rows.items() if not n.startswith("GONGKAI")}
    assert [kind.name for kind in Unit.Kind if f"`{kind.name}` {kind.label}" not in text] == []


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_chinese_pages_keep_chinese_punctuation(page):
    text = re.sub(r"`[^`\n]*`|\]\([^)]*\)|!\[|<!--.*?-->", "", outside_fences(page))
    assert re.findall(r"[\u4e00-\u9fff][,;:!?()]|[!！]", text) == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_fits_on_one_screen(page):
    assert len(text_of(page).splitlines()) <= 30


def marked(name: str) -> str:
    """A block of docs/install.md that a remark gives a name, for it is run here."""
    return re.search(rf"<!-- test: {name} -->\n```\w+\n(.*?)```", text_of(INSTALL), re.S)[1]


@pytest.fixture
def fresh(db, monkeypatch, tmp_path, settings):
    """An installation as ``gongkai init`` leaves it."""
    from gongkai import birth

    settings.DATA = tmp_path
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    done = birth.run(argparse.Namespace(name="某县人民政府", code=None, admin="guanli", password="Changan-2026-jie"))
    assert done == 0
    return tmp_path


def test_the_script_of_the_installation_page_builds_a_county(fresh):
    for _ in range(2):
        exec(marked("setup"), {})
    hands = Post.objects.filter(unit__name="交运局").values_list("person__name", "role")
    assert sorted(hands) == [("张某", "reviewer"), ("李某", "secrecy"), ("王某", "proposer"), ("赵某", "publisher")]
    assert Person.objects.count() == 5 and Site.objects.get().domain == "www.example.gov.cn"
    assert Shown.objects.live().filter(kind="unit").count() == 3
    assert Shown.objects.live().filter(kind="column").exists()


def test_the_script_of_the_installation_page_adopts_a_notice_and_moves_dates(fresh, county, write):
    record = write(at="2026-12-15 10:00")
    before = record.case.dues.get(limit="disclosures.publish")
    (fresh / "2027.yaml").write_text(marked("notice"), "utf-8")
    dues._dates.cache_clear()  # the script is run in a process of its own
    exec(marked("adopt"), {})
    after = record.case.dues.get(limit="disclosures.publish")
    assert [line.name for line in shelf.ledger()] == ["2027"]
    assert (before.provisional, after.provisional) == (True, False)
    # Counted by hand from 16 December: 12 working days in 2026, then 4 January to 13 January.
    assert str(after.due.date()) == "2027-01-13"
