"""What only the site as a whole tells: empty and stale columns, the five functions, the basic catalogue, its marks."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

from django.db.models import Max

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.catalogue import loading
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.inspection.indicators import known
from gongkai.inspection.keeping import Found
from gongkai.law.deadlines import Event, clock
from gongkai.publication import stamps
from gongkai.publication.frame import CORRECTION, SECTION, Column, Frame, frame
from gongkai.publication.models import Shown, Site
from gongkai.publication.records import TEXTS

HOME = "首页"
Served = Callable[[str], str]
MARKS = {
    "host": "主办单位", "id_code": "网站标识码", "icp": "ICP备案号", "police": "公安备案号", "phone": "联系电话",
}  # fmt: skip
# Types of column whose matter the section keeps as a standing text, with the part it stands in.
PARTS = {"信息公开指南": "guide", "信息公开目录": "catalogue", "信息公开年报": "report", "依申请公开": "apply"}


def found(now: datetime, seen: dict[str, int], served: Served) -> Iterator[Found]:
    """Faults; ``seen`` gains how much was looked at."""
    around = frame(stamps.of_scope("all")[1])
    newest = dict(
        Shown.objects.live().exclude(column="").values_list("column").annotate(Max("moment")).order_by()
    )  # fmt: skip
    yield from _columns(around, newest, now, seen)
    yield from _functions(around, newest, served, seen)
    yield from _catalogue(around, now, seen)
    yield from _marks(served, seen)


def _columns(around: Frame, newest: dict[str, datetime], now: datetime, seen: dict[str, int]) -> Iterator[Found]:
    limits, today = shelf.here(), now.astimezone(BEIJING).date()
    kept = known()["columns_stale"].limits
    for column in around.columns.values():
        if column.below:
            continue
        seen["columns_empty"] = seen.get("columns_empty", 0) + 1
        last = newest.get(column.code)
        if last is None:
            if not _stands_as_text(column, around):
                yield Found("columns_empty", column.url, "栏目里没有内容", title=column.name)
            continue
        if kept.get(column.type) not in limits:
            continue
        limit = limits[kept[column.type]]
        seen["columns_stale"] = seen.get("columns_stale", 0) + 1
        day = last.astimezone(BEIJING).date()
        if clock(limit, [Event(limit.after[0], day)], today, shelf.calendar()).late:
            says = f"最近一条是 {day} 的，超过{limit.title}的期限（{limit.span}）"
            yield Found("columns_stale", column.url, says, title=column.name)


def _functions(around: Frame, newest: dict, served: Served, seen: dict[str, int]) -> Iterator[Found]:
    """Each has a column of one of its types with something in it, and the first page or the section leads there."""
    ways = served("/") + served(SECTION) + served("/c/")
    for name, types in known()["functions"].functions.items():
        seen["functions"] = seen.get("functions", 0) + 1
        columns = [one for one in around.columns.values() if one.type in types]
        filled = [one.url for one in columns if any(below.code in newest for below in one.family())]
        filled += [f"{SECTION}{PARTS[one]}/" for one in types if PARTS.get(one) in around.parts]
        filled += [CORRECTION] if "咨询投诉" in types else []
        if not filled:
            yield Found(
                "functions", "/", f"没有“{name}”功能：没有{'、'.join(types)}类的栏目，或者栏目是空的", title=HOME
            )
        elif not any(f'href="{url}"' in ways for url in filled):
            yield Found("functions", "/", f"“{name}”功能从首页、栏目导航走不到", title=HOME)


def _catalogue(around: Frame, now: datetime, seen: dict[str, int]) -> Iterator[Found]:
    """Topics of the basic catalogue and of the county's own that have no column in public, or one of another name.

    One that the office ended, with its reason, is missed by nobody.
    """
    day = now.astimezone(BEIJING).date()
    ours = dict(Topic.objects.public().standing_on(day).values_list("code", "name"))
    ended = set(Topic.objects.values_list("code", flat=True)) - ours.keys()
    for code, name in (_basic() | ours).items():
        if code in ended:
            continue
        seen["catalogue"] = seen.get("catalogue", 0) + 1
        column = around.columns.get(code)
        if column is None:
            yield Found("catalogue", "/c/", f"目录里的“{name}”（{code}），网站上没有这个栏目", title=name)
        elif code in ours and column.name != name:
            yield Found("catalogue", column.url, f"目录里叫“{name}”，网站上叫“{column.name}”", title=column.name)


@cache
def _basic() -> dict[str, str]:
    """Names of the public topics of the basic catalogue by code; a shipped file never changes under its name."""
    return {one.code: one.name for one in loading.read(loading.NATIONAL).topics if one.audience == Audience.PUBLIC}


def _marks(served: Served, seen: dict[str, int]) -> Iterator[Found]:
    site, home = Site.objects.first() or Site(name=""), served("/")
    for name, label in MARKS.items():
        seen["marks"] = seen.get("marks", 0) + 1
        if not getattr(site, name) or getattr(site, name) not in home:
            yield Found("marks", "/", f"首页下方没有{label}", title=HOME)
    seen["marks"] = seen.get("marks", 0) + 1
    if f'href="{CORRECTION}"' not in home:
        yield Found("marks", "/", "首页下方没有“我为政府网站找错”的入口", title=HOME)


def _stands_as_text(column: Column, around: Frame) -> bool:
    """Whether its matter stands in the openness section as a text, to which the column leads."""
    return PARTS.get(column.type) in around.parts or column.name in (TEXTS[part] for part in around.parts)
