"""What the pages of the register show: lists, facts, posts, trails."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts.panel import trail
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.look.words import day as day_words
from gongkai.organisation import entries
from gongkai.publication.models import Site


def units(request, today: date) -> Listing:
    return Listing(
        request,
        Unit.objects.select_related("parent"),
        columns=[
            Column("名称", "name", kind="word", url=lambda unit: reverse("organisation:unit", args=[unit.pk])),
            Column("规范全称", "full_name"),
            Column("机构代码", "code", kind="word"),
            Column("类别", "get_kind_display", kind="word"),
            Column("上级", lambda unit: unit.parent.name if unit.parent else ""),
            Column("状态", lambda unit: state_of(unit, today), kind="word"),
        ],
        filters=[
            Words("q", "名称含", paths=("name", "full_name", "code")),
            Choice("kind", "类别", choices=Unit.Kind.choices),
        ],
        order=("order", "pk"),
        title="单位",
        empty=("还没有单位", "先登记单位，再登记在那里工作的人员。", ("登记单位", reverse("organisation:new-unit"))),
    )


def people(request, today: date) -> Listing:
    held = Post.objects.held_on(today).filter(person=OuterRef("pk"))
    return Listing(
        request,
        Person.objects.annotate(serves=Exists(held)).prefetch_related("posts__unit"),
        columns=[
            Column("姓名", "name", kind="word", url=lambda one: reverse("organisation:person", args=[one.pk])),
            Column("账号", "username", kind="word"),
            Column("岗位", lambda one: "、".join(post.place for post in one.posts.all() if post.held_on(today))),
            Column("状态", lambda one: status_of(one), kind="word"),
        ],
        filters=[
            Words("q", "姓名或账号含", paths=("name", "username")),
            Choice("unit", "单位", choices=lambda: Unit.objects.values_list("pk", "name"), path="posts__unit"),
            Choice("role", "职责", choices=Role.choices, path="posts__role"),
        ],
        order="username",
        title="人员",
        empty=("还没有人员", "", ("登记人员", reverse("organisation:new-person"))),
    )


def unit_facts(unit: Unit, today: date) -> list[tuple[str, str]]:
    return [
        ("规范全称", unit.full_name), ("机构代码", unit.code), ("类别", unit.get_kind_display()),
        ("上级", unit.parent.name if unit.parent else ""), ("设立", day_words(unit.since) if unit.since else ""),
        ("撤销", day_words(unit.until) if unit.until else ""),
        ("承接单位", unit.successor.name if unit.successor else ""),
        ("状态", state_of(unit, today)),
    ]  # fmt: skip


def state_of(unit: Unit, today: date) -> str:
    if unit.until and unit.until < today:
        return "已撤销"
    return f"{unit.until} 后撤销" if unit.until else "在册"


def status_of(person: Person) -> str:
    if not person.is_active:
        return "已停用"
    return "还没有用自己的密码登录" if person.one_time else "启用"


def posts(rows, today: date) -> list[dict]:
    """Posts, those that stand first."""
    found = [{"post": post, "stands": _lasts(post, today)} for post in rows.select_related("unit", "person")]
    return sorted(found, key=lambda one: (not one["stands"], one["post"].pk))


def trail_of(thing: Unit | Person | Site, post: Post) -> list[dict]:
    entry = entries.entry_of(thing)
    return trail(entry.case, post, words=True) if entry else []


def posts_of_unit(unit: Unit, today: date) -> list[dict]:
    return posts(unit.posts.filter(Q(until=None) | Q(until__gte=today)), today)


def _lasts(post: Post, today: date) -> bool:
    return post.until is None or post.until >= today
