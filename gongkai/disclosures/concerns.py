"""适用对象: behind which doors of 政策服务 a document stands, as its words suggest and as its editor settles it."""

import re
from collections.abc import Iterable

from django import forms

from gongkai import shelf
from gongkai.checks.concerns import GROUPS
from gongkai.disclosures.models import Edition

NONE = "none"  # a code that no door bears
PARTS = re.compile(r"[、，,；;\s]+")
NOBODY = "不针对特定人群和事项，不列入政策服务"


def suggested(edition: Edition) -> str:
    """What an edition's words suggest; empty for what is no policy."""
    said = vars(edition)  # plain columns; most editions are no policies, and there are thousands
    keywords = f"{said['keywords']} {said['subject_words']}"
    return " ".join(shelf.concerns().suggested(said["kind"], said["title"], keywords, said["subject"]))


def chosen(edition: Edition) -> str:
    """What somebody settled by hand; empty where the words of the edition decide."""
    return edition.concerns if edition.concerns and edition.concerns != suggested(edition) else ""


def codes(said: str) -> tuple[str, ...]:
    """What an edition says of its doors."""
    return tuple(said.split())


def of_names(said: str) -> str:
    """Codes of the doors named in words; raises ``ValueError`` with the first that is none."""
    known = {door.name: door.code for door in shelf.concerns().doors.values()}
    names = [name for name in PARTS.split(said) if name]
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"适用对象“{unknown[0]}”不在政策服务的分类里")
    return " ".join(code for name, code in known.items() if name in names)


def named(said: str) -> str:
    """The same in words."""
    doors = shelf.concerns().doors
    return NOBODY if said == NONE else "、".join(doors[code].name for code in codes(said) if code in doors)


class DoorBoxes(forms.CheckboxSelectMultiple):
    """The doors group by group."""

    template_name = "disclosures/concerns.html"


class ConcernsField(forms.MultipleChoiceField):
    """Doors to be ticked; ``clean`` gives the codes as an edition keeps them."""

    widget = DoorBoxes

    def __init__(self, **how) -> None:
        says = "不勾选的，保存时按标题、关键词和主题分类自动判断；判断不对的，改勾；都不合适的，勾最后一项"
        super().__init__(label="适用对象", required=False, choices=_choices, help_text=says, **how)

    def prepare_value(self, value):
        return value.split() if isinstance(value, str) else value

    def clean(self, value) -> str:
        chosen = super().clean(self.prepare_value(value))
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError("勾了“不针对特定人群和事项”，就不要再勾别的")
        return " ".join(chosen)


def _choices() -> Iterable[tuple]:
    doors = shelf.concerns().doors.values()
    for group, name in GROUPS.items():
        yield name, [(door.code, door.name) for door in doors if door.group == group]
    yield NONE, NOBODY
