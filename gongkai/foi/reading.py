"""Looking at sealed words: only by those who handle requests, and every look is kept (个人信息保护法-51)."""

from datetime import datetime

from gongkai.accounts.models import Post, Role
from gongkai.acts import looks
from gongkai.acts.refusals import NotYourRole
from gongkai.foi.models import Amendment, Proof, Request
from gongkai.foi.roles import READERS
from gongkai.foi.vocabulary import Look
from gongkai.vault import sealed_files


def may_look(post: Post) -> bool:
    return post.role in READERS


def content(request: Request, post: Post, at: datetime) -> str:
    """What is asked for; empty for those who only watch. Whoever reviews secrecy reads it while the answer waits."""
    if not may_look(post) and not (post.role == Role.SECRECY and request.case.status == "proposed"):
        return ""
    looks.keep_once([request.pk], Look.CONTENT, post, at)
    return request.described or ""


def amendment(row: Amendment, post: Post, at: datetime) -> list[tuple[str, str | None]]:
    """Who wants a record put right, and which, as rows of a summary; nothing for those who only watch."""
    if not may_look(post):
        return []
    looks.keep_once([row.pk], Look.APPLICANT, post, at)
    return [
        ("申请人", row.name), (row.get_paper_display(), row.paper_no), ("电话", row.phone), ("地址", row.address),
        ("哪里不准确", row.asked), ("核实的情况", row.found),
    ]  # fmt: skip


def applicant(request: Request, post: Post, at: datetime) -> list[tuple[str, str | None]]:
    """Who asks, as rows of a summary. Raises ``NotYourRole``."""
    _ask(post)
    looks.keep([request.pk], Look.APPLICANT, post, at)
    return [
        ("申请人", request.name), ("类别", request.get_applicant_display()),
        (request.get_paper_display(), request.paper_no), ("联系人", request.agent), ("电话", request.phone),
        ("电子邮箱", request.email), ("通信地址", request.address),
    ]  # fmt: skip


def proof(one: Proof, post: Post, at: datetime) -> bytes:
    """A proof of identity. Raises ``NotYourRole``, or ``FileNotFoundError`` once it is erased."""
    _ask(post)
    if one.erased:
        raise FileNotFoundError
    found = sealed_files.read(one.place)
    looks.keep([one.request_id], Look.PROOF, post, at)
    return found


def looked(request: Request, post: Post, at: datetime) -> None:
    """Keeps that somebody looked at what was handed over, which names who asked."""
    looks.keep([request.pk], Look.APPLICANT, post, at)


def _ask(post: Post) -> None:
    if not may_look(post):
        raise NotYourRole("申请人的信息只给办理申请的人看")
