"""A limit with its pauses and its extension, and the limits of one profile by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.law.limits.spans import Span
from gongkai.law.limits.windows import Window, next_day
from gongkai.law.reading import Refused


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: after the day of step `begins`, up to and with that of `ends`, at most `at_most`."""

    begins: str
    ends: str
    says: str
    at_most: Span | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """One extension by up to `once`: steps `decided` (by the role `decided_by`) and `told`, before the due day ends."""

    once: Span
    decided: str
    told: str | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. Exactly one of `within`, `every`, `windows` and `by` (a fixed day, once) is set.

    `after`: steps that start it, the first one present counts; `done`: steps any of which ends it; `since`: windows
    that open before that step are nobody's duty; `words`: 中文 of the steps; `statutory`: from the national profile;
    `verify`: to be checked against one's own copy of the source; `least`: the time is a minimum, before whose end no
    step of `done` may come; `written`: file, line and column.
    """

    name: str
    title: str
    cite: tuple[str, ...]
    words: Mapping[str, str] = field(compare=False, repr=False)  # so that equal limits hash alike
    within: Span | None = None
    every: Span | None = None
    windows: tuple[Window, ...] = ()
    by: date | None = None
    after: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    pause: tuple[Pause, ...] = ()
    extend: Extend | None = None
    near: Span | None = None
    statutory: bool = False
    verify: bool = False
    least: bool = False
    joins_open: bool = False  # a start inside a window still belongs to it
    written: tuple[str, int, int] = field(default=("", 0, 0), compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.name)  # what is equal is named alike, and a limit is looked up for every case of a batch

    @property
    def span(self) -> Span:
        """The time that is counted; of fixed dates, which count none, the day itself."""
        return self.within or self.every or Span(0, "day", whole=True)

    @property
    def fixed(self) -> bool:
        """Whether it ends on a date of the year or a day once, whatever the day of the start: such dates never roll."""
        return bool(self.windows or self.by)

    @property
    def steps(self) -> tuple[str, ...]:
        """Every step it speaks of."""
        pauses = [step for pause in self.pause for step in (pause.begins, pause.ends)]
        extends = [step for step in (self.extend.decided, self.extend.told) if step] if self.extend else []
        return tuple(dict.fromkeys([*self.after, *self.done, *self.since, *pauses, *extends]))

    def word(self, step: str) -> str:
        return self.words[step]

    def proposal(self) -> "Limit | None":
        """For windows with `propose_by`: the limit for proposing, from the close of one window to that day."""
        if not any(window.propose_by for window in self.windows):
            return None
        ordered = sorted(self.windows, key=lambda w: w.opens)
        periods = tuple(
            Window(next_day(before.closes), window.propose_by)
            for before, window in zip([ordered[-1], *ordered[:-1]], ordered, strict=True)
            if window.propose_by
        )
        return replace(
            self,
            name=f"{self.name}.propose",
            title=f"{self.title}（提出）",
            windows=periods,
            done=("proposed",),
            joins_open=True,
        )


class Limits(Mapping[str, Limit]):
    """The limits of one profile by name. `document` is the code of the paper the place's own ones come from."""

    def __init__(self, profile: str, title: str, document: str | None, limits: Iterable[Limit]) -> None:
        self.profile, self.title, self.document = profile, title, document
        self._limits = {limit.name: limit for limit in limits}

    def __getitem__(self, name: str) -> Limit:
        if name not in self._limits:
            raise Refused(f"“{self.title}”里没有名为“{name}”的时限")
        return self._limits[name]

    def __contains__(self, name: object) -> bool:
        return name in self._limits

    def __iter__(self) -> Iterator[str]:
        return iter(self._limits)

    def __len__(self) -> int:
        return len(self._limits)
