"""What a story's disclosure says: its text and its fields, first and after each change."""

from datetime import date, timedelta
from typing import Any

from gongkai.demo import hours
from gongkai.demo.stories import Story
from gongkai.demo.texts import library
from gongkai.demo.texts.writing import Order, Wording, matter_of, write
from gongkai.disclosures.vocabulary import Validity
from gongkai.look.words import titled

TERM = 5  # years that a rule of the county stands
# Of interpretations: what most have, and who most often gives them.
FORMS = ("文字", "文字", "文字 专家解读", "文字", "文字 媒体采访", "文字", "文字 新闻发布会")
RANKS = ("业务科室负责人", "分管负责人", "业务科室负责人", "主要负责人", "分管负责人")
BATCH = "demo-2025"  # told on every record, so that nobody takes it for a real one


def wording(story: Story) -> Wording:
    """The text as it was first written."""
    return write(order_of(story))


def order_of(story: Story) -> Order:
    extra = dict(story.extra)
    if story.interprets:
        paper = order_of(story.interprets)
        extra |= {"interpreted": titled(write(paper).title)[1:-1], "matter": matter_of(paper)}
    if library.genres()[story.genre].normative:
        begins = effective(story)
        extra |= {"valid_from": f"{begins.year}年{begins.month}月{begins.day}日", "years": str(TERM)}
    return Order(story.body, story.topic, story.genre, story.formed, story.nth, story.seed, extra, story.register)


def effective(story: Story) -> date:
    """When a rule of the county begins to hold: the first of the month after next."""
    month = story.formed.month + 2
    return date(story.formed.year + (month > 12), (month - 1) % 12 + 1, 1)


def values(story: Story, text: Wording) -> dict[str, Any]:
    """Fields of the edition by name, without what only the database knows."""
    found: dict[str, Any] = {
        "kind": text.kind,
        "subject": text.subject,
        "summary": text.summary,
        "keywords": text.keywords,
        "doc_no": story.doc_no,
        "attribute": story.attribute,
        "attribute_ground": story.ground,
        "element": library.columns()[story.topic].get("elements", {}).get(story.genre, ""),
    }
    if story.interprets:
        found |= {"forms": FORMS[story.key % len(FORMS)], "explainer_rank": RANKS[story.key % len(RANKS)]}
    if library.genres()[story.genre].normative:
        begins = effective(story)
        found |= {
            "validity": Validity.IN_FORCE.value,
            "effective_on": begins,
            "expires_on": begins.replace(year=begins.year + TERM) - timedelta(days=1),
        }
    return found


def html(story: Story, text: Wording) -> str:
    """The first draft, with the words that were planted in it."""
    return text.html + (f"<p>{story.planted}</p>" if story.planted else "")


def amended(before: str, note: str, story: Story, at) -> str:
    """A draft written anew: what it said, and a paragraph on what was mended."""
    day = hours.day_of(at)
    return f"{before}<p>更新说明：{note}，{story.body.full_name}，{day.year}年{day.month}月{day.day}日。</p>"
