"""The same step for many records at once: what a list offers, and how it is done."""

from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Act, Case
from gongkai.acts.steps import Step
from gongkai.acts.taking import CHUNK, Take, take_many
from gongkai.disclosures import forms
from gongkai.disclosures.steps import KIND

IN_BATCHES = (
    "propose", "clear", "approve", "withhold", "return", "ratify", "publish", "schedule", "archive", "withdraw",
)  # fmt: skip


def steps_for(post: Post) -> list[Step]:
    """Steps that this post may take for many records."""
    return [KIND.steps[name] for name in IN_BATCHES if post.role in KIND.steps[name].roles]


def asks(step: Step) -> bool:
    """Whether the step wants more said than its name, once for all records."""
    return step.says_why or forms.asks(step.name)


def take(name: str, cases: list[Case], post: Post, at: datetime, *, read: dict[int, str], **how) -> list[Act]:
    """Takes the step for all cases or for none; ``read`` is what each said when chosen, ``how`` as in ``Take``."""
    from django.db import transaction

    acts: list[Act] = []
    with transaction.atomic():
        for start in range(0, len(cases), CHUNK):
            some = cases[start : start + CHUNK]
            acts += take_many(KIND.name, name, [Take(case, post, at, read=read[case.pk], **how) for case in some])
    return acts
