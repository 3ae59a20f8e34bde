"""What does a publication cost in a tree of so many documents, a withdrawal; is nginx over it as fast as over files?

    python -m bench.tree [--documents 100000] [--write]
    GONGKAI_DATA=… python -m bench.tree [--write]      (an installation that is loaded; its documents stay as they are)

One document is published, then withdrawn, several times over, each until no file holds it; the writer looks every tenth
of a second, which is added. Then wrk asks nginx for the same pages twice: from the tree by the configuration we ship,
and from one flat folder that holds the page of every document, by the plainest there is, with the same heads. CPU is
that of nginx itself.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.load import write_section

COLUMNS, UNITS, TIMES, PAGES, ROUNDS = 120, 64, 9, 300, 5
TICK = os.sysconf("SC_CLK_TCK")
FLAT = "server { listen 127.0.0.1:PORT; root ROOT; sendfile on; tcp_nopush on; charset utf-8; HEADS }"
HEADS = re.compile(r"^    add_header .*;$", re.MULTILINE)  # those of the whole server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        given = "GONGKAI_DATA" in os.environ
        os.environ |= {"DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        os.environ.setdefault("GONGKAI_DATA", scratch)
        os.environ.setdefault("GONGKAI_PUBLIC", f"{scratch}/public")
        figures = measured(0 if given else args.documents, Path(scratch))
    for question, found, limit in figures:
        print(f"{question:66} {found:>26}   {limit}")
    if args.write:
        many = "the demonstration county" if given else f"{args.documents:,} documents"
        write_section(f"## Tree of files, {many}", "python -m bench.tree", figures)


def measured(documents: int, scratch: Path) -> list[tuple[str, str, str]]:
    import django

    django.setup()
    from gongkai import birth
    from gongkai.acts import clock
    from gongkai.publication import folder
    from gongkai.publication.models import Shown
    from gongkai.publication.tree.writing import Writer

    birth.migrate()
    if documents:
        fill(documents)
    writer, now = Writer(), clock.now()
    begun, used = time.perf_counter(), time.process_time()
    writer.catch_up(now)
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    files = sum(1 for _ in folder.below("/"))
    column = Shown.objects.live().filter(kind="document").order_by("-docid").first()
    ways = [once(writer, now, number, column) for number in range(TIMES)]
    told = [
        (
            "documents out, files of the tree",
            f"{Shown.objects.live().filter(kind='document').count():,}, {files:,}",
            "",
        ),
        ("the whole tree written", f"{wall:.0f} s, {cpu:.0f} s CPU", ""),
        ("files that one publication touched", spread([one[0] for one in ways], "{:.0f}"), "a few dozen"),
        ("publication until all of them are written", spread([one[1] for one in ways]), "1 s"),
        ("withdrawal until the page is gone and the clerk answered", spread([one[2] for one in ways]), "1 s"),
        ("withdrawal until gone from every page", spread([one[3] for one in ways]), "1 s"),
    ]
    return told + web(scratch)


def fill(documents: int) -> None:
    """Columns, units and documents at the door; nothing behind it."""
    from gongkai.publication import door
    from gongkai.publication.models import Site
    from gongkai.publication.records import ColumnRecord, DocumentRecord, UnitRecord

    at, dice = datetime(2026, 1, 12, tzinfo=UTC), random.Random(7)
    Site.objects.get_or_create(defaults={"name": "试县人民政府", "domain": "www.example.gov.cn"})
    heads: list = [
        ColumnRecord(
            key=f"topic:{n}", code=f"c{n}", name=f"栏目{n}", description="说明", column_type="其他",
            parent=f"c{n % 12}" if n >= 12 else "", order=n,
        )
        for n in range(COLUMNS)
    ]  # fmt: skip
    heads += [UnitRecord(key=f"unit:{n}", code=f"u{n}", name=f"单位{n}", order=n) for n in range(UNITS)]
    door.show_many(heads, at=at)
    door.show_many((paper(DocumentRecord, n, at, dice, documents) for n in range(documents)), at=at)


def paper(record, number: int, at: datetime, dice: random.Random, documents: int):
    unit = dice.randrange(UNITS)
    return record(
        key=f"disclosure:{number}", title=f"关于第{number}号事项的公告", column=f"c{dice.randrange(12, COLUMNS)}",
        unit=f"u{unit}", unit_name=f"单位{unit}", published=at - timedelta(minutes=documents - number),
        html="<p>县道养护、资金安排和办理时限按下列规定执行。</p>" * 12,
    )  # fmt: skip


def once(writer, now: datetime, number: int, like) -> tuple[int, float, float, float]:
    """(files touched, seconds of a publication, of a withdrawal until answered, until gone everywhere)."""
    from gongkai.publication import door, folder, portions
    from gongkai.publication.records import DocumentRecord
    from gongkai.publication.tree.command import PAUSE

    one = DocumentRecord(
        key=f"bench:{number}", title=f"关于青鸾桥{number}的通知", column=like.column, unit=like.unit,
        unit_name=like.fields["unit_name"], published=now + timedelta(seconds=number), html="<p>青鸾桥。</p>" * 50,
    )  # fmt: skip
    begun = time.perf_counter()
    row = door.show(one, now)
    touched = len(writer.catch_up(now))
    shown = time.perf_counter() - begun + PAUSE
    begun = time.perf_counter()
    door.withdraw([one.key], at=now, reason="内容有误")
    answered = time.perf_counter() - begun
    assert not folder.place(f"/d/{row.address}/").exists()
    packed = [folder.place(path) for path in map(portions.path_of, portions.scopes(row))]
    assert not any(file.exists() for file in packed), "open data that hold it go with the page"
    writer.changed, gone = [], 0.0
    while writer.step(now):
        if writer.changed and not writer.changed[-1].endswith(".zip"):
            gone = time.perf_counter() - begun + PAUSE
    changed = writer.changed
    said = {path: folder.place(path) for path in changed}
    left = [path for path, file in said.items() if file.exists() and one.title in file.read_text("utf-8", "replace")]
    assert left == [], left
    return touched, shown, answered, gone


def web(scratch: Path) -> list[tuple[str, str, str]]:
    from gongkai.publication import folder
    from gongkai.publication.models import Shown
    from tests.house import nginx

    if nginx.missing() or shutil.which("wrk") is None:
        return [("nginx over the tree beside nginx over flat files", "nginx or wrk is missing", "0.95")]
    every = list(Shown.objects.live().filter(kind="document").order_by("docid").values_list("address", flat=True))
    flat = scratch / "flat"
    flat.mkdir()
    for address in every:
        shutil.copyfile(folder.place(f"/d/{address}/"), flat / f"{address}.html")
    rows = random.Random(7).sample(every, min(PAGES, len(every)))
    ours, plain = [f"/d/{one}/" for one in rows], [f"/{one}.html" for one in rows]
    for name in ("a", "b"):
        (scratch / name).mkdir()
    found: dict[str, list[tuple[float, float]]] = {"tree": [], "flat": []}
    with (
        nginx.over(folder.root(), scratch / "a") as tree,
        nginx.over(flat, scratch / "b", conf=plainest(flat)) as files,
    ):
        for _ in range(ROUNDS):
            found["tree"].append(load(tree, ours, scratch / "a"))
            found["flat"].append(load(files, plain, scratch / "b"))
    rate, cpu = ({name: statistics.median(one[at] for one in some) for name, some in found.items()} for at in (0, 1))
    return [
        ("pages a second, nginx over the tree, nginx over flat files", f"{rate['tree']:,.0f}, {rate['flat']:,.0f}", ""),
        ("the first to the second", f"{rate['tree'] / rate['flat']:.2f}", "at least 0.95"),
        ("pages a CPU second, the same ratio", f"{cpu['flat'] / cpu['tree']:.2f}", "at least 0.95"),
    ]


def plainest(flat: Path) -> str:
    """A server of one folder; it says the same heads, as the same bytes are to be sent."""
    from tests.house import nginx

    heads = "\n".join(HEADS.findall(nginx.SHIPPED.read_text("utf-8")))
    return FLAT.replace("ROOT", str(flat)).replace("HEADS", f"types {{ text/html html; }}\n{heads}")


def load(url: str, paths: list[str], folder: Path, seconds: int = 4) -> tuple[float, float]:
    """(requests a second, CPU seconds of nginx a request)."""
    script = folder / "paths.lua"
    listed = ",".join(f'"{path}"' for path in paths)
    script.write_text(f"local p={{{listed}}} local i=0 request=function() i=i%#p+1 return wrk.format(nil,p[i]) end")
    before = cpu_of(folder)
    done = subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(script), url], capture_output=True, text=True, check=True
    )
    assert "Non-2xx" not in done.stdout, done.stdout
    many = int(re.search(r"(\d+) requests in", done.stdout)[1])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1]), (cpu_of(folder) - before) / many


def cpu_of(folder: Path) -> float:
    """CPU seconds that the workers of an nginx have used."""
    master = (folder / "nginx" / "nginx.pid").read_text().strip()
    used = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if told[1] == master:
            used += int(told[11]) + int(told[12])
    return used / TICK


def spread(values: list[float], form: str = "{:.2f} s") -> str:
    return f"{form} to {form}".format(statistics.median(values), max(values)).replace(" to ", ", at most ")


if __name__ == "__main__":
    main()
