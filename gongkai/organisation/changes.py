"""What was put right, in words: each field with what it said before and what it says now."""

from collections.abc import Sequence

from django.db.models import Model

from gongkai.acts.refusals import Unready

LABELS = {"parent": "上级"}


def told(before: Model, after: Model, names: Sequence[str]) -> str:
    """A sentence over the fields ``names`` of two states of one row. Raises ``Unready`` where nothing changed."""
    found = [_change(name, before, after) for name in names if getattr(before, name) != getattr(after, name)]
    if not found:
        raise Unready(["没有改动，请修改以后再保存"])
    return "；".join(found)


def _change(name: str, before: Model, after: Model) -> str:
    label = LABELS.get(name) or before._meta.get_field(name).verbose_name
    return f"{label}由“{_shown(name, before)}”改为“{_shown(name, after)}”"


def _shown(name: str, row: Model) -> str:
    in_words = getattr(row, f"get_{name}_display", None)
    value = in_words() if in_words else getattr(row, name)
    return "无" if value in (None, "") else str(value)
