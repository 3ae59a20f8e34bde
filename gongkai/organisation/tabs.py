"""The tabs of 组织: units, people and the site for whoever keeps them, accounts and training for everybody."""

from django.urls import reverse

from gongkai.accounts.models import Role
from gongkai.organisation.steps import READERS


def tabs(request, current: str) -> list[dict]:
    role = request.post.role
    titles = {"units": "单位", "people": "人员"} if role in READERS else {}
    titles |= {"site": "网站"} if role == Role.ADMIN else {}
    titles |= {"assurances": "组织保障"}
    titles |= {"media": "政务新媒体", "comments": "网民留言", "trainings": "培训", "returns": "报送"}
    titles |= {"work-meetings": "会议", "appraisals": "绩效权重", "questions": "疑难问题"}
    return [
        {"title": title, "url": reverse(f"organisation:{name}"), "current": name == current, "count": None}
        for name, title in titles.items()
    ]
