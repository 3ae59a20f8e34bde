"""Set terms of lists: what a revision does to a row, and why a row left at once."""

from django.db import models

from gongkai.law.register_types import CHANGES

ENTERS = frozenset({"added", "taken_over"})  # a row that was not in the list
LEAVES = frozenset({"delegated", "cancelled", "ended"})  # a row that is no longer in it
GROUNDED = LEAVES | {"taken_over", "kept"}  # these name the decision they rest on (SQ-2.1)


class Kind(models.TextChoices):
    """What a revision does to a row (SQ-2.1: 取消、下放、保留、承接)."""

    ADDED = "added", CHANGES["added"]
    CHANGED = "changed", CHANGES["changed"]
    TAKEN_OVER = "taken_over", CHANGES["taken_over"]
    DELEGATED = "delegated", CHANGES["delegated"]
    KEPT = "kept", CHANGES["kept"]
    CANCELLED = "cancelled", CHANGES["cancelled"]
    ENDED = "ended", CHANGES["ended"]


class Why(models.TextChoices):
    """Why a row left between two revisions; the word is shown where it stood."""

    LAPSED = "lapsed", "期满移出"
    REPAIRED = "repaired", "信用修复移出"
    OBJECTION = "objection", "异议成立移出"
    PERSONAL = "personal", "涉及个人信息撤下"
    ERROR = "error", "内容有误撤下"
    OTHER = "other", "其他原因撤下"
