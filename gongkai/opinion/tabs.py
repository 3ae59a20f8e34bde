"""The tabs of 舆情回应."""

from django.urls import reverse

PAGES = (("list", "舆情事件"), ("statistics", "统计"), ("patterns", "回应模板"))


def tabs(current: str) -> list[dict]:
    return [{"title": title, "url": reverse(f"opinion:{name}"), "current": name == current} for name, title in PAGES]
