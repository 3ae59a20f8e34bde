"""How far the tree is: for which frame it was written, on which day, and what is left of a change of the frame."""

import json
import os
from dataclasses import asdict, dataclass, field

from gongkai.publication import folder
from gongkai.publication.tree.shape import Plan

NAME = ".state.json"


@dataclass
class State:
    frame: int = -1
    shape: dict = field(default_factory=dict)
    day: str = ""
    plan: Plan = field(default_factory=Plan)

    def keep(self) -> None:
        """On the disk before what it promises is begun. While all is written anew a web server asks the application."""
        folder.make(folder.root())
        fresh = folder.root() / f"{NAME}.part"
        with fresh.open("w", encoding="utf-8") as out:
            json.dump(asdict(self), out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(folder.root() / NAME)
        folder.answer(not self.plan.everything)


def read() -> State:
    """As it was kept; where there is none, or none that can be read, the whole tree is to be written."""
    try:
        told = json.loads((folder.root() / NAME).read_text("utf-8"))
        return State(**{**told, "plan": Plan(**told["plan"])})
    except (OSError, ValueError, TypeError, KeyError):
        return State()
