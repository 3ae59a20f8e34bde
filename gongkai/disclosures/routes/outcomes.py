"""会议结果公开 (TZ-1.1): what a body decided goes out as a record of its own, by the ordinary steps."""

from datetime import datetime
from html import escape

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.refusals import Unready
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import titled
from gongkai.workflow import meetings
from gongkai.workflow.models import Meeting

COLUMNS = ("huiyi", "gonggao")  # meetings, else notices
SAID = {meetings.AGREED: "同意", meetings.REFUSED: "未予同意"}


def open_record(meeting: Meeting, by: Post, at: datetime) -> Disclosure:
    """A draft that tells the body, the day and what was decided on each matter; never the minutes or who said what."""
    topic = _column(meeting, at)
    title = f"{meeting.case.title}研究决定事项"
    draft = Draft(
        meeting.case.unit, topic, title, meeting.held, _html(meeting),
        {"kind": "纪要", "summary": f"{meeting.get_body_display()}研究公开事项的结果"},
    )  # fmt: skip
    with transaction.atomic():
        record = open_records([Writing(draft, by, at, start_of_day(meeting.held))])[0]
        meeting.outcome = record.case
        meeting.save(update_fields=["outcome"])
    return record


def _column(meeting: Meeting, at: datetime) -> Topic:
    """The unit's column for meetings, else its column for notices, else any that it keeps."""
    day = at.date()
    kept = TopicUnit.objects.standing_on(day).filter(unit=meeting.case.unit).values("topic")
    topics = Topic.objects.standing_on(day).filter(children=None)
    for some in (topics.filter(pk__in=kept, code__in=COLUMNS), topics.filter(pk__in=kept), topics):
        found = sorted(some, key=lambda topic: (topic.code not in COLUMNS, topic.code != COLUMNS[0], topic.order))
        if found:
            return found[0]
    raise Unready(["还没有可以公开会议结果的栏目，请先设置目录"])


def _html(meeting: Meeting) -> str:
    lines = [
        f"<li>关于{titled(escape(item.case.title))}：{SAID[item.decision]}公开。</li>"
        for item in meeting.items.select_related("case").order_by("pk")
    ]
    opening = f"{meeting.case.unit.full_name or meeting.case.unit.name}{meeting.get_body_display()}"
    day = f"{meeting.held:%Y年%-m月%-d日}"
    return f"<p>{escape(opening)}于{day}召开，研究政务公开事项，决定如下：</p><ol>{''.join(lines)}</ol>"
