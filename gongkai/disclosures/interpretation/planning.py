"""解读方案: who explains a document, in what form and where; or why it is not explained (BW-7.3, SQ-5.1)."""

from django import forms as fields

from gongkai import shelf
from gongkai.disclosures.editions import Reasons

MODES = ("draft", "exempt")
PRINCIPAL = "主要负责人"
SHORTEST = 10  # characters of a reason for explaining nothing
PLANNED = {"speaker": "解读人", "rank": "解读人职务", "forms": "解读形式", "channels": "发布渠道"}
MEDIA = frozenset({"weibo", "wechat", "media", "conference"})


def forms() -> list[tuple[str, str]]:
    """Forms of interpretation to choose from (BW-7.6)."""
    return [(name, name) for name in shelf.explaining().names]


def ranks() -> list[tuple[str, str]]:
    """Who may explain a document, to choose from (BW-7.4)."""
    return [(name, name) for name in shelf.explaining().ranks]


class FormsField(fields.MultipleChoiceField):
    """Forms of an interpretation to be ticked; ``clean`` gives them as an edition keeps them, parted by spaces."""

    widget = fields.CheckboxSelectMultiple

    def __init__(self, **how) -> None:
        says = "体裁为解读时勾选，用了几种勾几种，公开可见"
        super().__init__(label="解读形式", required=False, choices=forms, help_text=says, **how)

    def prepare_value(self, value):
        return value.split() if isinstance(value, str) else value

    def clean(self, value) -> str:
        return " ".join(super().clean(self.prepare_value(value)))


def is_a_plan(cases, takes) -> Reasons:
    """A plan says who explains, in what form, where: the portal and a medium (SQ-5.1); or why nothing is explained."""
    found = {take.case.pk: _plan_faults(take) for take in takes if not take.only_asks}
    return {key: reasons for key, reasons in found.items() if reasons}


def _plan_faults(take) -> list[str]:
    said = take.detail
    if said.get("mode") not in MODES:
        return ["请选定：起草解读，或说明不需解读的理由"]
    if said["mode"] == "exempt":
        short = len(take.words.strip()) < SHORTEST
        return [f"不解读的理由不少于 {SHORTEST} 个字，请写具体"] if short else []
    missing = [f"解读方案还没有写明{label}" for name, label in PLANNED.items() if not said.get(name)]
    if not missing and "portal" not in said["channels"]:
        missing = ["解读方案还没有选政府门户网站，门户是第一渠道"]
    if not missing and not MEDIA & set(said["channels"]):
        missing = ["解读除门户外至少选一种媒体：微博、微信、广播电视报刊或新闻发布会"]
    return missing
