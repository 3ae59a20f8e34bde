"""回避: what a person declared before the first mark, and whose rows it shuts (BW-13)."""

from gongkai.accounts.models import Post, Role
from gongkai.acts.refusals import Unready
from gongkai.assessment.models import Campaign, Declaration, Second

RECUSED, BLIND = "回避，由本单位其他人评", "请您复评，复评以前看不到别人的评分"


def declaration(campaign: Campaign, post: Post) -> Declaration | None:
    """What this person declared last, from whichever post."""
    return Declaration.objects.filter(campaign=campaign, person=post.person_id, current=True).first()


def must_declare(campaign: Campaign, post: Post) -> bool:
    """Whether this post may not mark before it has declared. A unit that rates itself has nobody to keep apart from."""
    return post.role != Role.PROPOSER and declaration(campaign, post) is None


def ask(campaign: Campaign, post: Post) -> None:
    """Raises ``Unready`` before a first mark without a declaration."""
    if must_declare(campaign, post):
        raise Unready(["评分以前先声明有没有要回避的单位：打开考核，点“去评分”，按提示声明"])


def refused(campaign: Campaign, post: Post) -> set[int]:
    """Keys of the units this person does not mark."""
    found = declaration(campaign, post)
    return set(found.refused) if found else set()


def shut(campaign: Campaign, item: str, post: Post) -> dict[int, str]:
    """Why a person neither sees nor writes the marks of an item, by unit key: recused, or asked to mark it blind."""
    blind = Second.objects.filter(part__campaign=campaign, item=item, post__person=post.person_id, at=None)
    return dict.fromkeys(blind.values_list("unit", flat=True), BLIND) | dict.fromkeys(refused(campaign, post), RECUSED)
