"""What the frame of a staff page shows: rooms, person, told time, notices."""

from functools import cache

from django.urls import reverse

from gongkai.accounts.models import Role
from gongkai.acts.clock import told
from gongkai.opinion.steps import READERS as OPINION
from gongkai.organisation.steps import READERS

COUNTY = frozenset({Role.OFFICE, Role.LEADING_GROUP, Role.AUDITOR})
HANDLERS = frozenset({Role.PROPOSER, Role.REVIEWER, Role.OFFICE, Role.AUDITOR})  # of requests for information
# Title, address, and whose desks show it (None: every desk).
ROOMS = (
    (("工作台", "desk:home", None),),
    (
        ("公开", "disclosures:list", None),
        ("清单", "registers:list", None),
        ("全过程", "dossiers:list", None),
        ("台账", "plans:plans", None),
        ("目录", "catalogue:list", None),
        ("流程", "workflow:routes", None),
        ("文件", "cleanups:papers", None),
        ("申请", "foi:list", HANDLERS),
        ("纠错", "corrections:list", None),
        ("热线", "hotline:list", None),
        ("参与", "participation:decisions", None),
        ("舆情", "opinion:list", OPINION),
        ("应急", "emergencies:list", COUNTY),
        ("窗口", "windows:cases", None),
        ("自查", "inspection:list", None),
        ("年报", "reports:list", None),
    ),
    (("考核", "assessment:list", None), ("整改", "findings:list", None)),
    (("组织", "organisation:units", READERS), ("组织", "organisation:media", frozenset(Role.values) - READERS)),
)
# Pages that stand under a room though their address does not begin with its own.
ELSEWHERE = {
    "/staff/participation/": "participation:decisions",
    "/staff/evidence/": "assessment:list",
    "/staff/intake/": "disclosures:list",
    "/staff/answers/": "disclosures:list",
    "/staff/writing/": "disclosures:list",
    "/staff/workflow/": "workflow:routes",
    "/staff/disclosures/meetings/": "workflow:routes",
    "/staff/disclosures/receipts/": "workflow:routes",
}


@cache
def _address(name: str) -> str:
    return reverse(name)


def frame(request) -> dict:
    """Context of ``look/desk.html``; pages outside /staff/ get nothing."""
    if not request.path.startswith("/staff/"):
        return {}
    shown = {"told_time": told(), "notices": notices(request)}
    post = getattr(request, "post", None)
    if post is None:
        return shown
    rooms = _rooms(post.role, _here(request.path))
    return shown | {"desk_nav": rooms, "person": _person(request, post), "post": post, "Role": Role}


def notices(request) -> list[tuple[str, str]]:
    """Notices left by the last act of this session, shown once."""
    return request.session.pop("notices", []) if hasattr(request, "session") else []


@cache
def _rooms(role: str, here: str) -> tuple[tuple[tuple[str, str, bool], ...], ...]:
    """Title, address and whether the page stands there, of each room on a desk, group by group."""
    shown = ([room for room in group if room[2] is None or role in room[2]] for group in ROOMS)
    return tuple(tuple((title, _address(name), title == here) for title, name, _ in group) for group in shown if group)


def _here(path: str) -> str:
    """Title of the room a page stands in: the one whose address, or a page's of its own, begins it the furthest."""
    starts = _starts()
    found = max((start for start in starts if path.startswith(start)), key=len, default="")
    named = "desk:home" if path == _address("desk:home") else starts.get(found, "")
    return next((title for group in ROOMS for title, name, _ in group if name == named), "")


@cache
def _starts() -> dict[str, str]:
    """How the addresses of pages of a room begin, and the address of that room."""
    return {_address(name): name for group in ROOMS for _, name, _ in group if name != "desk:home"} | ELSEWHERE


def _person(request, post) -> dict:
    return {
        "name": post.person.name,
        "place": post.place,
        "posts": [
            {
                "title": p.place,
                "url": reverse("accounts:choose-post", args=[p.pk]),
                "current": p.pk == post.pk,
            }
            for p in request.posts
        ]
        if len(request.posts) > 1
        else [],
        "links": [
            {"title": "公开网站", "url": "/"},
            {"title": "改密码", "url": _address("accounts:password")},
            {"title": "我的通知", "url": _address("desk:notices")},
        ],
        "sign_out": _address("accounts:sign-out"),
    }
