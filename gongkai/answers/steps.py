"""The steps of an answer (DY-4): those of all that is kept in revisions, and looking at it again."""

from gongkai.acts.steps import Step
from gongkai.answers import gates, showing
from gongkai.revisions import steps

CITE = ("国办发〔2016〕80号",)

KIND = steps.known(
    "answer", "政策问答", CITE, url="answers:record", is_complete=gates.is_complete, find=gates.findings,
    publish=showing.publish, withdraw=showing.withdraw, to_publish=(gates.is_complete,),
    more=(
        Step("doubt", "doubted", "待复核", ("published", *steps.WORKING), None, frozenset(), CITE, follows=True,
             then=showing.doubted),
        Step("confirm", "confirmed", "复核：仍然适用", ("published",), None, steps.REVIEWERS, CITE, says_why=True,
             checks=(gates.is_doubted_and_holds,), then=showing.confirmed),
    ),
)  # fmt: skip
