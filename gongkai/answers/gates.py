"""What an answer must pass before a step; a check takes (cases, takes), returns reasons by case."""

from gongkai.acts.clock import BEIJING
from gongkai.answers import sources
from gongkai.answers.models import Answer
from gongkai.checks import plainness, privacy, secrecy
from gongkai.papers import clean
from gongkai.revisions.gates import Found, Reasons, on_the_table

CHECKS = (privacy.find, secrecy.find, plainness.find)


def findings(answer: Answer) -> Found:
    """What the checks say about every word the public would read, with the place it stands in."""
    revision = answer.revision
    told = [("问题", answer.case.title), ("答复", clean.plain(revision.html)), ("变动说明", revision.note)]
    return [(place, one) for place, text in told if text for check in CHECKS for one in check(text)]


def is_complete(cases, takes) -> Reasons:
    """An answer says something, rests on a clause of a paper that is out and holds, and names why it is asked."""
    reasons: Reasons = {}
    days = {take.case.pk: take.at.astimezone(BEIJING).date() for take in takes}
    for answer in on_the_table(cases):
        revision = answer.revision
        found = [] if revision.html else ["答复还是空的，请写答复"]
        found += sources.faults(revision, days[answer.pk])
        found += [] if revision.clause else ["还没有写依据的是哪一条，如“第三条第二款”"]
        found += [] if revision.number == 1 or revision.note else ["请写变动说明，公开可见"]
        if found:
            reasons[answer.pk] = found
    return reasons


def is_doubted_and_holds(cases, takes) -> Reasons:
    """Only a doubted answer is confirmed, and only while its paper carries it."""
    reasons: Reasons = {}
    days = {take.case.pk: take.at.astimezone(BEIJING).date() for take in takes}
    for answer in on_the_table(cases):
        found = [] if answer.doubt else ["这条问答没有待复核的事"]
        if answer.live:
            found += [f"{says}：请办“变动”改写，或者撤回" for says in sources.faults(answer.live, days[answer.pk])]
        if found:
            reasons[answer.pk] = found
    return reasons
