"""One row of an old system's list: which columns it has, and the draft that its words describe in this county."""

import hashlib
from datetime import date, datetime

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.catalogue.models import Topic
from gongkai.disclosures import concerns
from gongkai.disclosures.drafting import Draft
from gongkai.disclosures.vocabulary import OTHER_KINDS, PAPER_KINDS, SUBJECTS
from gongkai.papers import clean
from gongkai.tables import Wanted, typed

COLUMNS = (
    Wanted("title", "标题", ("名称", "信息名称")),
    Wanted("topic", "栏目", ("公开栏目", "栏目代码")),
    Wanted("formed_on", "成文日期", ("生成日期", "形成日期")),
    Wanted("unit", "单位", ("公开主体", "发布机构"), required=False),
    Wanted("html", "正文", ("内容",), required=False),
    Wanted("doc_no", "发文字号", ("文号",), required=False),
    Wanted("kind", "体裁", required=False),
    Wanted("subject", "主题分类", required=False),
    Wanted("source", "来源", required=False),
    Wanted("keywords", "关键词", required=False),
    Wanted("summary", "内容概述", required=False),
    Wanted("concerns", "适用对象", required=False),
    Wanted("formerly", "原公开时间", ("发布时间", "公开时间"), required=False),
    Wanted("origin_key", "原系统标识", ("原ID", "标识"), required=False),
)
LONGEST = {"title": 300, "doc_no": 80, "source": 120, "keywords": 120, "summary": 300, "origin_key": 120}
LONGEST_BATCH = 40


class Reader:
    """Looks words of the file up among this county's units and topics."""

    def __init__(self, by: Post, source: str, at: datetime):
        self.by, self.source, self.at = by, source, at
        keys = by.unit_keys()
        units = Unit.objects.all() if keys is None else Unit.objects.filter(pk__in=keys)
        self.units = {word: unit for unit in units for word in (unit.name, unit.full_name, unit.code) if word}
        topics = Topic.objects.filter(children=None)
        self.topics = {word: topic for topic in topics for word in (topic.code, topic.name)}

    def draft(self, said: dict) -> Draft:
        """The draft a row describes; raises ``ValueError`` with the reason."""
        title = (said.get("title") or "").strip()
        if not title:
            raise ValueError("缺标题")
        for name, most in LONGEST.items():
            if len(said.get(name) or "") > most:
                raise ValueError(f"{next(c.name for c in COLUMNS if c.id == name)}超过{most}字")
        kind = said.get("kind") or "信息"
        if kind not in (*PAPER_KINDS, *OTHER_KINDS):
            raise ValueError(f"体裁“{kind}”不在规定的种类里")
        if said.get("subject") and said["subject"] not in SUBJECTS:
            raise ValueError(f"主题分类“{said['subject']}”不在规定的分类里")
        values = {name: said.get(name) or "" for name in ("doc_no", "subject", "source", "keywords", "summary")}
        if said.get("concerns"):
            values["concerns"] = concerns.of_names(said["concerns"])
        html = clean.as_html(said.get("html") or "")
        unit, topic, formed_on = self._unit(said.get("unit")), self._topic(said.get("topic")), _day(said["formed_on"])
        return Draft(
            unit, topic, title, formed_on, html, values | {"kind": kind}, batch=_batch(unit, self.source),
            origin_key=said.get("origin_key") or _identity(title, str(said["formed_on"]), html),
            formerly=_formerly(said.get("formerly"), formed_on, self.at),
        )  # fmt: skip

    def _unit(self, word: str | None) -> Unit:
        if not word:
            return self.by.unit
        if word not in self.units:
            raise ValueError(f"没有名为“{word}”的单位，或不归您所在的单位")
        return self.units[word]

    def _topic(self, word: str | None) -> Topic:
        if word not in self.topics:
            raise ValueError(f"没有名为“{word or ''}”的栏目")
        return self.topics[word]


def _batch(unit: Unit, source: str) -> str:
    """A unit's own rows of a source: another unit's file of the same name, with the same identities, is another one."""
    name = f"{unit.pk}:{source}"
    if len(name) <= LONGEST_BATCH:
        return name
    return f"{name[: LONGEST_BATCH - 9]}#{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _identity(*words: str) -> str:
    """Stands in for an old system's identity: the same words brought in again are known again."""
    return "#" + hashlib.sha256("\x00".join(words).encode()).hexdigest()[:32]


def _day(value) -> date:
    day = typed.day(tables.Cell(value, 0, 0)) if value is not None else None
    if day is None:
        raise ValueError("缺成文日期")
    return day


def _formerly(value, formed_on: date, at: datetime) -> datetime | None:
    """The old public moment, which the public will read: neither still to come nor before there was anything."""
    found = typed.moment(tables.Cell(value, 0, 0)) if value is not None else None
    if found is None:
        return None
    moment = found.replace(tzinfo=BEIJING)
    if moment > at:
        raise ValueError(f"列“原公开时间”：{found:%Y-%m-%d %H:%M}还没有到，请填当时公开的时间")
    if found.date() < formed_on:
        raise ValueError(f"列“原公开时间”：{found:%Y-%m-%d %H:%M}早于成文日期{formed_on}，请核对这两列")
    return moment
