"""Records whose every field holds exactly the type it is declared with, and what JSON keeps of them."""

import re
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # no XML may hold these


class RecordFault(ValueError):
    """A record that may not go out. ``str()`` is a Chinese sentence that names the field and what to do."""


class Strict:
    """Every field holds exactly the type it is declared with: no models, no mappings, no subclass, no surprise."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for name, allowed, item in shape(type(self)):
            value = getattr(self, name)
            if type(value) not in allowed:
                raise RecordFault(
                    f"{type(self).__name__}.{name} 应为{_say(allowed)}，收到的是 {type(value).__name__}，请改正"
                )
            if item is not None and any(type(one) is not item for one in value):
                raise RecordFault(f"{type(self).__name__}.{name} 的每一项应为 {item.__name__}，请逐项核对")
            if type(value) is datetime and value.tzinfo is None:
                raise RecordFault(f"{type(self).__name__}.{name} 没有时区，请给出带时区的时间")
            for text in (value,) if type(value) is str else value if item is str else ():
                if UNPRINTABLE.search(text):
                    raise RecordFault(f"{type(self).__name__}.{name} 含有不可见的控制字符，请删除后再公布")
        self.check()

    def check(self) -> None:
        """Further conditions of one type; raises RecordFault."""

    def demand(self, holds: bool, words: str) -> None:
        if not holds:
            raise RecordFault(f"{type(self).__name__}:{words}")


Shape = tuple[tuple[str, tuple[type, ...], type | None], ...]  # (field, types allowed, type of a tuple's items)
_SHAPES: dict[type, Shape] = {}


def shape(cls: type) -> Shape:
    if cls not in _SHAPES:
        _SHAPES[cls] = _read_shape(cls)
    return _SHAPES[cls]


def _read_shape(cls: type) -> Shape:
    shape = []
    for name, hint in get_type_hints(cls).items():
        options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        item = next((get_args(option)[0] for option in options if get_origin(option) is tuple), None)
        shape.append((name, tuple(get_origin(option) or option for option in options), item))
    return tuple(shape)


def _say(allowed: tuple[type, ...]) -> str:
    return "或".join("空" if one is type(None) else one.__name__ for one in allowed)


def plainly(value: Any) -> Any:
    """A record or a part of one as what JSON can hold: dates as ISO text, tuples as lists, parts as mappings."""
    cls = type(value)
    if cls in _AS_IT_IS:
        return value
    if cls is tuple:
        return [plainly(one) for one in value]
    if cls is datetime:
        return value.astimezone(UTC).isoformat()  # one moment is one text, from whichever zone it is told
    if cls is date:
        return value.isoformat()
    return {name: plainly(getattr(value, name)) for name, _, _ in shape(cls)}


_AS_IT_IS = frozenset({str, int, bool, type(None)})
