"""Staff lists: the lists that a post sees, the rows of one, and what its draft does to them."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Post, Role
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.registers import clocks, history
from gongkai.registers.models import Change, Line, Register
from gongkai.registers.vocabulary import Kind
from gongkai.revisions import pages

HANDLERS = frozenset({Role.PROPOSER, Role.SECRECY, Role.REVIEWER, Role.PUBLISHER})


def registers(request, at: datetime) -> Listing:
    """Lists that the asking post may see, each with its clock."""
    post = request.post
    found = Listing(
        request,
        Register.objects.visible_to(post).select_related("case", "unit", "topic"),
        filters=pages.filters(
            post, Register, lambda: [(one.id, one.title) for one in shelf.register_types().values()]
        ),
        columns=[
            Column("清单", "case.title"), Column("单位", "unit.name"), Column("状态", "case.status_label"),
            Column("项数", lambda row: 0, kind="number"), Column("最近公布", "published", kind="day", sort="published"),
            Column("应核对更新于", lambda row: ""),
        ],
        order=("unit__order", "unit_id", "type"),
        title="清单",
        row_template="registers/row.html",
        empty=("还没有清单", "先建立一份清单，再逐项填写或者上传表格。", ("建立清单", reverse("registers:form"))),
    )  # fmt: skip
    _with_clocks(found.rows, at)
    return found


def lines(request, register: Register) -> Listing:
    """The rows that the list holds now."""
    kind = register.kind
    found = Listing(
        request,
        Line.objects.standing().filter(register=register).select_related("live"),
        columns=[Column(field.name, _cell(field)) for field in _shown(kind)],
        filters=[Words("q", "名称或编号含", paths=("name", "key"))],
        order="key",
        title=f"{kind.title}现有事项",
        row_template="registers/line.html",
        empty=("清单里还没有已公布的事项", "事项随一次变动公布以后列在这里。", None),
    )
    rows: list[Any] = found.rows  # a word more on each for its template
    for line in rows:
        line.cells = [(field, line.live.values.get(field.id, "")) for field in _shown(kind)]
    return found


def changes(request, register: Register, revision, *, private: bool) -> Listing:
    """What a revision does, row by row: old and new side by side."""
    found = Listing(
        request,
        Change.objects.filter(revision=revision).select_related("line__live", "saved_by"),
        columns=[Column("事项", "line.name"), Column("变动", "kind"), Column("内容", "basis")],
        filters=[
            Choice("kind", "变动", choices=[(one, Kind(one).label) for one in register.kind.changes]),
            Words("q", "名称或编号含", paths=("line__name", "line__key")),
        ],
        order="line__key",
        title="这次的变动",
        row_template="registers/change.html",
        empty=("这次还没有变动", "逐项填写，或者下载表格改好再上传。", None),
    )
    rows: list[Any] = found.rows
    for change in rows:
        before = change.line.live if change.line.live and change.line.live.revision_id != change.revision_id else None
        change.altered = [] if change.leaves else history.differences(register.kind, change, before, private=private)
        change.fresh = before is None or before.leaves
    return found


def reads_private(register: Register, post: Post) -> bool:
    """Whether a post has a part in the work and may read what is kept under seal."""
    keys = post.unit_keys()
    return post.role in HANDLERS and (keys is None or register.unit_id in keys)


def _shown(kind):
    return [field for field in kind.in_list() if not field.sealed]


def _cell(field):
    return lambda line: line.live.values.get(field.id, "")


def _with_clocks(rows, at: datetime) -> None:
    counted = Line.objects.standing().filter(register__in=rows).values_list("register").annotate(Count("pk"))
    many = dict(counted.order_by())
    for row, fresh in zip(rows, clocks.freshness(rows, at), strict=True):
        row.fresh, row.many = fresh, many.get(row.pk, 0)
