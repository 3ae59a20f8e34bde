"""A record of every kind that has pages, with every part a page can have."""

from dataclasses import replace
from datetime import timedelta

from gongkai.publication import door
from gongkai.publication.records import AnswerRecord, DossierRecord, Edition, Link, StageRow
from tests.publication.samples import AT, document, entry, register, result


def everything(attachment) -> None:
    first, second = Edition(AT, "首次公开"), Edition(AT + timedelta(days=1), "更正")
    files = (replace(attachment("附表.docx"), text="附表的文字版"),)
    door.show(document(50, attachments=files, history=(first,)), AT)
    door.show(document(50, html="<p>改过</p>", attachments=files, history=(first, second)), second.at)
    door.show_many([entry(1), register(rows=250), result(), theme("disclosure:50"), asked("disclosure:50")], at=AT)


def theme(*papers: str, **changes) -> DossierRecord:
    links = tuple(Link("gathers", key) for key in papers)
    values = {
        "key": "dossier:1", "title": "营商环境专题", "column": "gsgg", "unit": "jyj", "unit_name": "试县交通运输局",
        "published": AT, "dossier": "yshj", "dossier_name": "专题", "genre": "theme",
        "stages": (StageRow("", "政策文件", "shown", links=links),), "links": links,
    }  # fmt: skip
    return DossierRecord(**{**values, **changes})


def asked(paper: str) -> AnswerRecord:
    return AnswerRecord(
        key="answer:1", title="补贴发给谁", column="gsgg", unit="jyj", unit_name="试县交通运输局", published=AT,
        answer="farmers", answer_name="农民", html="<p>发给种粮的农户。</p>", clause="第三条",
        links=(Link("answers", paper),),
    )  # fmt: skip
