"""How a unit speaks: its names for itself and its places, and the words that a day gives."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.demo.county import Body, bodies
from gongkai.demo.dice import Dice
from gongkai.demo.texts import library

OURS = {
    "县政府": "县政府",
    "局": "我局",
    "办": "我办",
    "中心": "本中心",
    "镇": "我镇",
    "乡": "我乡",
    "联": "我会",
    "社": "我社",
}
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


@dataclass(frozen=True)
class Voice:
    """What stays the same in all texts of one unit."""

    body: Body
    words: dict[str, str]
    places: tuple[str, ...]
    business: dict

    def business_list(self, name: str) -> list[str]:
        return self.business.get(name) or library.words()[name]


@cache
def of(one: Body) -> Voice:
    business = library.fields()[one.field]
    township = one.kind == "township"
    words = {
        "unit": _short(one),
        "full": one.full_name,
        "our": _our(one),
        "duty": business["duty"],
        "duty_first": business["duty"].split("、")[0],
        "phone": one.phone,
        "phone2": one.complaints,
        "fax": one.fax,
        "address": f"{6 + 4 * one.number}号",
        "organ_code": one.organ_code,
        "mark": one.mark,
        "window": f"{one.name}便民服务中心" if township else f"县政务服务中心{_short(one)}窗口",
        "audience": _audience(one),
        "post_kind": library.words()["hired"].get(one.name, library.words()["hired"]["otherwise"]),
    }
    return Voice(one, words, _places(one), business)


def about_places(voice: Voice, dice: Dice) -> dict[str, str]:
    """Four places of the unit's ground, two villages, and what stands there."""
    one, two, three, four = dice.some(voice.places, 4)
    if voice.body.kind == "township":
        home, around, desk, office = voice.body.name, voice.places, "便民服务站", "村民委员会"
    else:
        home, around, desk, office = one, near(one), "便民服务中心", _government(one)
    village, village2 = dice.some(around, 2)
    return {
        "place": one, "place2": two, "place3": three, "place4": four, "home": home,
        "place_desk": one + desk, "place2_desk": two + desk, "place_office": one + office,
        "village": village, "village2": village2,
    }  # fmt: skip


def about_time(day: date) -> dict[str, str]:
    """Words that a day gives: month, quarter, half-year, what the weather may bring, the next holiday."""
    before = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    lists = library.words()
    return {
        "today": f"{day.month}月{day.day}日", "year": str(day.year), "month": f"{day.month}月",
        "monthnum": str(day.month), "past_month": f"{before[1]}月", "register_year": str(before[0]),
        "past_year": str(day.year - 1), "budget_year": str(day.year), "accounts_year": str(day.year - 1),
        "quarter": QUARTERS[(day.month - 1) // 3],
        "half": f"{day.year}年上半年" if 4 <= day.month < 10 else f"{day.year - (day.month < 4)}年下半年",
        "weather": lists["weather"][day.month], "holiday": lists["holidays"][day.month],
    }  # fmt: skip


def _short(one: Body) -> str:
    if one.kind == "government":
        return "县政府"
    if one.kind == "township":
        return f"{one.name}管委会" if one.name.endswith("社区") else one.name
    return f"{one.name}管委会" if one.kind == "park" else f"县{one.name}"


def _our(one: Body) -> str:
    return next((our for end, our in OURS.items() if _short(one).endswith(end)), "管委会")


def _audience(one: Body) -> str:
    if one.kind == "park":
        return "园区各企业，机关各股室"
    if one.kind == "township":
        return "各村（居）民委员会，机关各办公室、中心"
    return "各乡镇人民政府，各园区、社区管委会，有关单位"


def _places(one: Body) -> tuple[str, ...]:
    lists = library.words()
    townships = [other.name for other in bodies() if other.field == "township"]
    if one.field == "township":
        return library.villages(townships.index(one.name))
    if one.field == "community":
        half = len(lists["quarters"]) // 2
        return tuple(f"{name}小区" for name in lists["quarters"][half * (one.name == "城西社区") :][:half])
    if one.kind == "park":
        return tuple(lists["park_areas"])
    return (*townships, "城东社区", "城西社区")


@cache
def near(place: str) -> tuple[str, ...]:
    townships = [other.name for other in bodies() if other.field == "township"]
    return library.villages(townships.index(place) if place in townships else 0)


def _government(place: str) -> str:
    return "人民政府" if place.endswith(("镇", "乡")) else "管理委员会" if place.endswith("社区") else "办公室"
