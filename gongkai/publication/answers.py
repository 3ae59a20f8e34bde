"""政策问答: where all questions come together, by whom they concern, each with its short answer at hand."""

from gongkai import shelf
from gongkai.publication.frame import Frame
from gongkai.publication.gathered import Gathering, Named

LAST = 1000  # where kinds stand that the shelf does not know any more
FEW = 8  # questions of a kind on the page of all


def _whole(kinds: list[dict], around: Frame) -> Named:
    places = {code: place for place, code in enumerate(shelf.concerns().doors)}
    kinds.sort(key=lambda kind: (places.get(kind["code"], LAST), kind["code"]))
    few = [kind | {"total": len(kind["rows"]), "rows": kind["rows"][:FEW]} for kind in kinds]
    return "answers", {"title": ANSWERS.title, "says": ANSWERS.says, "kinds": few, "search": around.face.search}


def _one(kind: dict, around: Frame) -> Named:
    return "answers", {"title": kind["name"], "kinds": [kind | {"total": len(kind["rows"])}]}


ANSWERS: Gathering = Gathering(
    sort="answer", root="/q/", title="政策问答", keywords="政策问答,常见问题",
    says="群众常问的政策问题，一问一答，写明依据的文件和条款；依据的文件变了，页面上随即注明",
    order=lambda row: (row["code"], -row["docid"]), whole=_whole, one=_one,
    more={"unit_name": "unit_name", "doubt": "doubt"},
)  # fmt: skip
