"""``gongkai adopt``: a lexicon of this place (words, leaders' offices, elements), validated, hashed and dated."""

import sys
from pathlib import Path

from gongkai import shelf
from gongkai.acts.clock import now
from gongkai.law.reading import Refused


def run(args) -> int:
    """Exit code 0: adopted; 2: the file was refused, with the lines at fault."""
    path = Path(args.path)
    try:
        line = shelf.adopt("lexicons", path.stem, {path.name: path.read_bytes()}, at=now(), by=args.by)
    except (Refused, OSError) as refusal:
        print(f"没有采用“{path}”：{refusal}", file=sys.stderr)
        return 2
    print(f"已采用词库“{line.name}”，马上生效；原文和校验值记在 rulebooks/adopted.jsonl")
    return 0
