"""Every name the glossary gives stands in the code."""

import re
from pathlib import Path

from tests.house.test_documents import is_name

ROWS = re.findall(r"^\| ([^|]+) \| `([\w.]+)` \|", (Path(__file__).parents[2] / "GLOSSARY.md").read_text("utf-8"), re.M)


def test_every_name_in_the_glossary_exists():
    assert len(ROWS) > 40
    assert [name for _, name in ROWS if not is_name(name)] == []
