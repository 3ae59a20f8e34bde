"""The slow lane of fuzzing, led by coverage: `python -m tests.law.slow_fuzz loader|facts|workbook [seconds]`.

Needs `pip install atheris`. Whatever the bytes are, they are read, or refused with a Chinese sentence; anything else
stops the run with a traceback and leaves the bytes that did it in the folder where it ran.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["gongkai.law", "gongkai.tables", "yaml"]):
    from gongkai import shelf
    from gongkai.law import rulebook, scoring
    from gongkai.law import workbook as workbooks
    from gongkai.law.facts.files import read_facts
    from gongkai.law.lint import lint
    from gongkai.law.reading import Refused
from tests.law.tongxi import EXAMPLE

BOOKS = Path(rulebook.__file__).parents[2] / "rulebooks"
BOOK = rulebook.load(EXAMPLE, shelf=shelf)
TABLE = "单位,类别,值班人员,培训次数\n民政局,县直部门,是,2\n"
MOST = 20_000  # bytes of one input


def told(refused: Refused) -> None:
    assert refused.faults, "refused without a word"
    for fault in refused.faults:
        assert any("\u4e00" <= sign <= "\u9fff" for sign in fault.says), fault


def loader(data: bytes) -> None:
    try:
        book = rulebook.load("\n" + data.decode("utf-8", "surrogateescape"), "fuzz", shelf=shelf)
        lint(book)
        scoring.compile(book)
    except Refused as refused:
        told(refused)


def facts(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.csv"
        file.write_bytes(data)
        try:
            scoring.compile(BOOK).score(read_facts(BOOK, file))
        except Refused as refused:
            told(refused)


def workbook(data: bytes) -> None:
    try:
        workbooks.read(data, "fuzz.xlsx", shelf=shelf)
    except Refused as refused:
        told(refused)


def seeds(what: str) -> list[bytes]:
    if what == "loader":
        return [EXAMPLE.read_bytes(), *(path.read_bytes() for path in sorted(BOOKS.rglob("*.yaml")))]
    return [TABLE.encode()] if what == "facts" else [workbooks.write(BOOK), workbooks.blank()]


def main(what: str, seconds: int) -> None:
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(what)):
            (Path(corpus) / str(number)).write_bytes(seed)
        target = {"loader": loader, "facts": facts, "workbook": workbook}[what]
        options = [f"-max_total_time={seconds}", f"-max_len={MOST}", "-timeout=20", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], corpus, *options], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 600)
