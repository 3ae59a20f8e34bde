"""``gongkai adopt``: a lexicon of this place, its replies, ladder or rules of participation, validated and hashed."""

import re
import sys
from pathlib import Path

from gongkai import shelf
from gongkai.acts.clock import now
from gongkai.law.reading import Refused

FIRST = re.compile(rb"^(\w+):", re.MULTILINE)
NAMES = {"replies": "答复目录", "reminders": "提醒阶梯", "participation": "公众参与要求", "lexicons": "词库"}


def run(args) -> int:
    """Exit code 0: adopted; 2: the file was refused, with the lines at fault."""
    path = Path(args.path)
    try:
        content = path.read_bytes()
        begins = FIRST.search(content)
        first = begins[1].decode() if begins else ""
        kind = first if first in NAMES else "lexicons"
        line = shelf.adopt(kind, path.stem, {path.name: content}, at=now(), by=args.by)
    except (Refused, OSError) as refusal:
        print(f"没有采用“{path}”：{refusal}", file=sys.stderr)
        return 2
    print(f"已采用{NAMES[kind]}“{line.name}”，马上生效；原文和校验值记在 rulebooks/adopted.jsonl")
    return 0
