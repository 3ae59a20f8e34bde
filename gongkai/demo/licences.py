"""Fourteen units' lists of licences, published in February, and what became of them at the windows of the county.

Two licences are still at no window, one stays outside on a ground; one guide has not been published.
"""

from datetime import date, datetime
from functools import cache

import yaml

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours
from gongkai.demo.assessing import post
from gongkai.registers import cells, drafting
from gongkai.registers.drafting import Founding, Writing
from gongkai.registers.models import Register
from gongkai.windows.items import entering
from gongkai.windows.models import Item, Window

OUT = ("兽药经营许可", "木材运输许可", "人力资源服务许可")  # still at no window
EXEMPT = ("爆破作业单位许可",)
STAGES = ("flow", "forms", "intake", "handling", "query", "result")
WAY = (
    ("propose", Role.PROPOSER, 10),
    ("clear", Role.SECRECY, 11),
    ("approve", Role.REVIEWER, 15),
    ("publish", Role.PUBLISHER, 16),
)


def lay_lists(units: dict[str, Unit]) -> None:
    """Each unit's list of licences, published in February."""
    day = date(2025, 2, 12)
    known = {topic.code: topic for topic in Topic.objects.filter(children=None)}
    topic = next(known[code] for code in ("quanli", "gonggao") if code in known)
    opened = drafting.open_registers(
        [
            Founding(
                units[name],
                "licences",
                topic,
                hands()[name, Role.PROPOSER],
                at(2025, 2, 11),
                first={"effective_on": day},
            )
            for name in written()
        ]
    )
    for register in opened:
        name = register.unit.name
        drafting.save_rows(
            register,
            [_row(name, number, one, register) for number, one in enumerate(written()[name], 1)],
            hands()[name, Role.PROPOSER],
            at(2025, 2, 11, 11),
        )
    for step, role, hour in WAY:
        cases = Case.objects.filter(pk__in=[one.pk for one in opened]).select_related("unit").order_by("pk")
        take_many(
            "register", step, [Take(case, hands()[case.unit.name, role], at(2025, 2, 12, hour)) for case in cases]
        )


def lay_items(windows: list[Window], units: dict[str, Unit]) -> None:
    """Taken over from the lists, at their windows since March, their guides out; three are still nowhere."""
    lines = [one for one in entering.unentered(None) if one.register.type == "licences"]
    items = entering.enter_many(lines, post("gkb"), at(2025, 3, 3))
    said = {one[0]: one for some in written().values() for one in some}
    at_unit: dict[int, list[Window]] = {}
    for window in windows:
        at_unit.setdefault(window.case.unit_id, []).append(window)
    inside = [one for one in items if one.case.title not in (*OUT, *EXEMPT)]
    take_many(
        "service_item",
        "admit",
        [
            Take(
                one.case,
                post("gkb"),
                at(2025, 3, 4),
                detail={"window": at_unit[one.case.unit_id][place % len(at_unit[one.case.unit_id])].pk},
            )
            for place, one in enumerate(inside)
        ],
    )
    take_many(
        "service_item",
        "exempt",
        [
            Take(
                one.case,
                post("gkb"),
                at(2025, 3, 4),
                words="需到现场审验",
                detail={"ground": "《民用爆炸物品安全管理条例》", "says": "依据规定不进窗口"},
            )
            for one in items
            if one.case.title in EXEMPT
        ],
    )
    take_many(
        "service_item", "online", [_online(one, place, said[one.case.title], units) for place, one in enumerate(inside)]
    )
    whole = [one for one in inside if one.case.title != "出版物零售经营许可"]
    for step, role, hour in (("guide", Role.PROPOSER, 10), ("agree", Role.REVIEWER, 15)):
        take_many(
            "service_item",
            step,
            [Take(one.case, hands()[one.case.unit.name, role], at(2025, 3, 6, hour)) for one in whole],
        )
    changed = Item.objects.select_related("case__unit").get(case__title="取水许可")
    changed.case.take("change", by=hands()["水务局", Role.PROPOSER], at=at(2025, 12, 24), words="申请材料减少一项")


def written() -> dict[str, list[list]]:
    """By unit its items, as the file has them."""
    return _file()["items"]


def others() -> list[str]:
    """Units that have a window and no item here yet."""
    return _file()["windows"]


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return hours.at(date(year, month, day), 3600 * hour)


@cache
def hands() -> dict[tuple[str, str], Post]:
    rows = Post.objects.select_related("unit", "person").order_by("-pk")
    return {(one.unit.name, one.role): one for one in rows}


@cache
def _file() -> dict:
    return yaml.load((county.HERE / "windows.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _row(unit: str, number: int, one: list, register: Register) -> Writing:
    body = county.body(unit)
    said = {
        "code": f"{body.code.upper()}-XK-{number:02d}",
        "name": one[0],
        "category": "其他",
        "basis": f"《{one[1]}》",
        "conditions": "符合法律法规规定的条件；有固定场所；有相应人员",
        "materials": "申请书；身份证明；场所证明；人员资格证明",
        "procedure": "申请、受理、审查、决定、送达",
        "limit": f"{one[2]} 个工作日",
        "fee": "不收费",
        "supervision": f"许可后按年抽查，监督电话 {body.complaints}",
    }
    return Writing(
        {name: cells.read(field, said.get(name, "")) for name, field in register.kind.fields.items()}, "added"
    )


def _online(item: Item, place: int, said: list, units: dict[str, Unit]) -> Take:
    partners = [units[name].code for name in (said[4] if len(said) > 4 else [])]
    stages = list(STAGES) if place % 9 else ["flow", "forms"]
    detail = {"stages": stages, "legal": said[2], "promise": said[3], "green": not place % 7, "partners": partners}
    says = f"在线 {len(stages)} 个环节"
    return Take(item.case, hands()[item.case.unit.name, Role.PROPOSER], at(2025, 3, 5), detail=detail | {"says": says})
