"""Every name the glossary gives stands in the code."""

import importlib
import re
from pathlib import Path

ROWS = re.findall(r"^\| ([^|]+) \| `([\w.]+)` \|", (Path(__file__).parents[2] / "GLOSSARY.md").read_text("utf-8"), re.M)


def found(name):
    parts = ["gongkai", *name.split(".")]
    for cut in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        return True
    return False


def test_every_name_in_the_glossary_exists():
    assert len(ROWS) > 40
    assert [name for _, name in ROWS if not found(name)] == []
