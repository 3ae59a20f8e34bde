"""不予公开的理由: on what ground a part of a document is not given, and the article that says so."""

from django.db import models


class Ground(models.TextChoices):
    """理由."""

    STATE_SECRET = "state_secret", "国家秘密"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开"
    SECURITY = "security", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
    TRADE_SECRET = "trade_secret", "商业秘密"
    PRIVACY = "privacy", "个人隐私"
    INTERNAL = "internal", "内部事务信息"
    PROCESS = "process", "过程性信息"
    ENFORCEMENT = "enforcement", "行政执法案卷信息"
    NOT_OURS = "not_ours", "不属于政府信息的内容"


CITES = {
    Ground.STATE_SECRET: "条例-14", Ground.FORBIDDEN: "条例-14", Ground.SECURITY: "条例-14",
    Ground.TRADE_SECRET: "条例-15", Ground.PRIVACY: "条例-15", Ground.INTERNAL: "条例-16",
    Ground.PROCESS: "条例-16", Ground.ENFORCEMENT: "条例-16", Ground.NOT_OURS: "条例-37",
}  # fmt: skip


def labelled() -> list[tuple[str, str]]:
    """Choices of a form, each with its article."""
    return [(ground.value, f"{ground.label}（{CITES[ground]}）") for ground in Ground]
