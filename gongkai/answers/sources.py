"""The paper an answer rests on: found by what an officer types, and whether it still carries the answer."""

from datetime import date

from gongkai.answers.models import Answer, Revision
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.standing import ENDED
from gongkai.disclosures.vocabulary import PAPER_KINDS, Validity
from gongkai.look import words
from gongkai.look.words import titled

STANDS = ("", Validity.IN_FORCE, Validity.PENDING)


def named(text: str) -> list[Disclosure]:
    """Papers that the public can read, by index number, 发文字号 or their very title; at most three."""
    said = text.strip().strip("《》")
    out = Disclosure.objects.filter(live__kind__in=PAPER_KINDS, topic__audience=Audience.PUBLIC)
    for place in ("index_no", "live__doc_no", "live__title"):
        if found := list(out.filter(**{place: said}).select_related("live", "case__unit")[:3]):
            return found
    return []


def faults(revision: Revision, today: date) -> list[str]:
    """Why an answer cannot rest on its paper now; empty where it can."""
    paper = revision.paper
    if paper is None:
        return ["还没有写依据的文件，请写发文字号、索引号或者标题"]
    found = []
    if paper.live is None:
        found.append(f"{titled(paper.case.title)}已经撤回，不能作依据")
    elif paper.validity in ENDED:
        found.append(f"{titled(paper.case.title)}已经{paper.get_validity_display()}，不能作依据")
    if revision.expires_on and revision.expires_on < today:
        found.append(f"有效期 {revision.expires_on} 已经过了")
    return found


def doubt(answer: Answer, today: date) -> str:
    """Why an answer that is out must be looked at again, in words for the public; empty where it stands."""
    live = answer.live
    if live is None or live.paper is None:
        return ""
    paper, changed = live.paper, live.paper.live and live.paper.live.number != answer.read_edition
    if paper.live is None:
        return "所依据的文件已经撤回"
    if paper.validity in ENDED:
        return f"所依据的文件已经{paper.get_validity_display()}"
    if changed or (paper.validity != answer.read_validity and paper.validity not in STANDS):
        return "所依据的文件已经修改"
    if live.expires_on and live.expires_on < today:
        return f"本问答的有效期到{words.riqi(live.expires_on)}为止"
    return ""
