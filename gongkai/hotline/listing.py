"""The list of cases, those that wait longest first where they are sorted so, and what a caller can be found by."""

from django.db.models import Min, Q
from django.urls import reverse

from gongkai.accounts.models import Post, Unit
from gongkai.acts.dues import NEVER
from gongkai.hotline.limiting import REPLIES
from gongkai.hotline.models import Plea
from gongkai.hotline.roles import READERS
from gongkai.hotline.steps import KIND, OPEN
from gongkai.hotline.taking_in import person_digest
from gongkai.hotline.vocabulary import About, Channel, Rating, Sort
from gongkai.look.filters import Choice, Days, Flag, Words
from gongkai.look.lists import Column, Listing


def pleas(request, at) -> Listing:
    late = Q(case__dues__done=None, case__dues__due__lt=at, case__dues__limit__in=REPLIES)
    rows = Plea.objects.visible_to(request.post).select_related("case__unit")
    running = Q(case__dues__done=None, case__dues__due__lt=NEVER, case__dues__limit__in=REPLIES)
    rows = rows.annotate(due=Min("case__dues__due", filter=running))
    keys = Plea.objects.filter(late, case__status__in=OPEN).values("pk")
    return Listing(
        request,
        rows,
        columns=[
            Column("诉求", "case.title", url=lambda row: reverse("hotline:record", args=[row.pk])),
            Column("渠道", "get_channel_display", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("收到时间", "at", kind="moment", sort="at"),
            Column("状态", "case.status_label", kind="word"),
            Column("答复期限", "due", kind="day", sort="due"),
            Column("满意度", "get_rating_display", kind="word"),
        ],
        filters=[
            *_finders(request.post),
            Choice("sort_of", "类型", choices=Sort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Choice("channel", "渠道", choices=Channel.choices),
            Choice("unit", "单位", choices=lambda: _units(request.post), path="case__unit"),
            Choice("about", "涉及公开", choices=About.choices),
            Choice("rating", "满意度", choices=Rating.choices),
            Days("at", "收到时间"),
            Flag("late", "只看逾期未答复的", Q(pk__in=keys)),
        ],
        order="-at",
        title="诉求",
        empty=("还没有诉求", "接到电话、来信的在这里登记；网上提交的和12345平台转来的自动列入。", None),
    )  # fmt: skip


def _finders(post: Post) -> list[Words]:
    """By number and line; by phone or name in full for those who may read them: sealed words are found by digest."""
    found = [Words("q", "编号、事由", paths=("number", "gist", "outside"))]
    if post.role in READERS:
        found.append(Words("caller", "来电号码或者姓名（全写）", look_up=_by_caller))
    return found


def _by_caller(rows, word: str):
    same = Q(by_phone=person_digest("phone", word)) | Q(by_name=person_digest("name", word))
    return rows.filter(same).exclude(sort=Sort.REPORT) if person_digest("name", word) else rows.none()


def _units(post: Post) -> list[tuple[int, str]]:
    rows = Unit.objects.filter(cases__kind=KIND.name).distinct().order_by("order", "pk")
    keys = post.unit_keys()
    return list((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "name"))
