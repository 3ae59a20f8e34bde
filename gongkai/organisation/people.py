"""Entering people, giving and ending their posts, setting a password for them, stopping and resuming accounts."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.accounts import locking, mails, passwords
from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Unready
from gongkai.organisation import entries

DAY = timedelta(days=1)


def enter(person: Person, post: Post, by: Post, at: datetime) -> str:
    """Writes a new person with a first post (its person not yet set); returns the one-time password."""
    with transaction.atomic():
        password = _give_password(person, at)
        entries.open_person(person, post.unit, by, at, says=f"账号 {person.username}")
        appoint(person, post, by, at)
    return password


def rename(person: Person, name: str, by: Post, at: datetime) -> None:
    with transaction.atomic():
        act = entries.take(person, "rename", by, at, says=f"由“{person.name}”改为“{name}”")
        type(act.case).objects.filter(pk=act.case_id).update(title=name)
        Person.objects.filter(pk=person.pk).update(name=name)


def appoint(person: Person, post: Post, by: Post, at: datetime) -> None:
    """Gives ``person`` the post. Raises ``Unready`` where it is held already or does not fit the unit's days."""
    with transaction.atomic():
        post.person = person
        if reasons := _why_not_appoint(post):
            raise Unready(reasons)
        post.save(force_insert=True)
        entries.take(person, "appoint", by, at, says=f"{_named(post)}，{_span(post)}")


def relieve(post: Post, until: date, by: Post, at: datetime) -> None:
    """``until`` is the last day of the post. The county keeps one administrator."""
    with transaction.atomic():
        if post.since and until < post.since:
            raise Unready([f"末日早于任岗之日 {post.since}，请核对"])
        if post.role == Role.ADMIN:
            _an_administrator_stays(Q(pk=post.pk), until + DAY)
        entries.take(post.person, "relieve", by, at, says=f"{_named(post)}，末日 {until}")
        Post.objects.filter(pk=post.pk).update(until=until)


def write_mail(person: Person, address: str, by: Post, at: datetime) -> None:
    """Where the person is reminded, once they confirmed it; the act does not tell the address."""
    with transaction.atomic():
        says = "登记了工作邮箱，等本人确认" if address else "去掉了工作邮箱"
        entries.take(person, "mail", by, at, says=says)
        mails.write(person, address, at, own=False)


def reset(person: Person, by: Post, at: datetime) -> str:
    """A one-time password in place of the person's own; ends their sessions, takes locks off. Returns it."""
    with transaction.atomic():
        entries.take(person, "reset", by, at)
        locking.release(person.username)
        return _give_password(person, at)


def stop(person: Person, words: str, by: Post, at: datetime) -> None:
    with transaction.atomic():
        _an_administrator_stays(Q(person=person), at.astimezone(BEIJING).date())
        entries.take(person, "stop", by, at, words=words)
        Person.objects.filter(pk=person.pk).update(is_active=False)


def resume(person: Person, by: Post, at: datetime) -> None:
    with transaction.atomic():
        entries.take(person, "resume", by, at)
        Person.objects.filter(pk=person.pk).update(is_active=True)


def _give_password(person: Person, at: datetime) -> str:
    password = passwords.one_time()
    person.set_password(password)
    person.one_time = at
    person.save()
    return password


def _an_administrator_stays(leaving: Q, day: date) -> None:
    """Whoever locks the last administrator out leaves nobody to let anybody in. Two who do it at once wait in line."""
    list(Post.objects.select_for_update().filter(role=Role.ADMIN).values_list("pk", flat=True))
    others = Post.objects.held_on(day).filter(role=Role.ADMIN).exclude(leaving)
    if not others.exists():
        raise Unready(["这是最后一位系统管理员，请先让另一个人任系统管理员，再办这一步"])


def _why_not_appoint(post: Post) -> list[str]:
    held = Post.objects.filter(person=post.person, unit=post.unit, role=post.role)
    if post.since:
        held = held.filter(Q(until=None) | Q(until__gte=post.since))
    if post.until:
        held = held.filter(Q(since=None) | Q(since__lte=post.until))
    reasons = ["这个人在这段时间已经任这个岗，不用再任"] if held.exists() else []
    unit: Unit = post.unit
    if unit.until and (post.until is None or post.until > unit.until):
        reasons.append(f"{unit.name}在 {unit.until} 撤销，岗位不能长过它")
    return reasons


def _named(post: Post) -> str:
    title = f"（{post.title}）" if post.title else ""
    return f"{post.place}{title}"


def _span(post: Post) -> str:
    return f"自 {post.since or '一开始'}" + (f"至 {post.until}" if post.until else "")
