"""The tabs of 热线: cases and their figures for everybody, faults, ways in, what goes out, platforms."""

from django.urls import reverse

from gongkai.hotline.roles import KEEPERS


def tabs(request, current: str) -> list[dict]:
    titles = {"list": "诉求", "parts": "协办", "figures": "统计", "faults": "过错追究", "lines": "投诉渠道"}
    titles |= {"bulletins": "公布"}
    titles |= {"sources": "平台接入"} if request.post.role in KEEPERS else {}
    return [
        {"title": title, "url": reverse(f"hotline:{name}"), "current": name == current, "count": None}
        for name, title in titles.items()
    ]
