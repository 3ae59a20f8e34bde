"""What the frame of a staff page shows: rooms, person, told time, notices."""

from django.urls import reverse

from gongkai.accounts.models import Role
from gongkai.acts.clock import told

ROOMS = (
    (("工作台", "desk:home", None),),
    (("公开", "disclosures:list", None), ("目录", "catalogue:list", None)),
    (("考核", "assessment:list", None),),
)


def frame(request) -> dict:
    """Context of ``look/desk.html``; pages outside /staff/ get nothing."""
    if not request.path.startswith("/staff/"):
        return {}
    shown = {"told_time": told(), "notices": notices(request)}
    post = getattr(request, "post", None)
    if post is None:
        return shown
    return shown | {"desk_nav": _rooms(request), "person": _person(request, post), "post": post, "Role": Role}


def notices(request) -> list[tuple[str, str]]:
    """Notices left by the last act of this session, shown once."""
    return request.session.pop("notices", []) if hasattr(request, "session") else []


def _rooms(request) -> list[list[dict]]:
    return [
        [
            {"title": title, "url": reverse(name), "current": _is_here(request.path, reverse(name)), "count": count}
            for title, name, count in group
        ]
        for group in ROOMS
    ]


def _is_here(path: str, room: str) -> bool:
    return path == room if room == reverse("desk:home") else path.startswith(room)


def _person(request, post) -> dict:
    return {
        "name": post.person.name,
        "unit": post.unit.name,
        "post": post.get_role_display(),
        "posts": [
            {
                "title": f"{p.unit.name} · {p.get_role_display()}",
                "url": reverse("accounts:choose-post", args=[p.pk]),
                "current": p.pk == post.pk,
            }
            for p in request.posts
        ]
        if len(request.posts) > 1
        else [],
        "links": [{"title": "公开网站", "url": "/"}, {"title": "改密码", "url": reverse("accounts:password")}],
        "sign_out": reverse("accounts:sign-out"),
    }
