"""The tabs of 参与: decisions, consultations, hearings and talks, questionnaires."""

from django.urls import reverse

TITLES = {
    "decisions": "决策事项", "catalogues": "决策目录", "consultations": "征求意见", "gatherings": "听证和座谈",
    "list": "问卷调查",
}  # fmt: skip


def tabs(current: str) -> list[dict]:
    return [
        {"title": title, "url": reverse(f"participation:{name}"), "current": name == current, "count": None}
        for name, title in TITLES.items()
    ]
