"""Steps of a request after its answer: made public for all, or not, and why; erased when its time has come."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Step
from gongkai.foi.afterwards import publishing
from gongkai.foi.afterwards.erasing import ENDED
from gongkai.foi.roles import NOBODY, OFFICERS

DONE = ("answered", "archived")
STEPS = (
    Step(
        publishing.STEP, "made_proactive", "转为主动公开", DONE, None, frozenset({Role.PROPOSER}), ("条例-44",),
        asks=True, checks=(publishing.gave_something, publishing.is_recorded),
    ),
    Step("stay_private", "kept_to_applicant", "不转为主动公开", DONE, None, OFFICERS, ("条例-44",), says_why=True),
    Step(
        "erase_applicant", "applicant_erased", "清除申请人信息", tuple(ENDED), None, NOBODY, ("个人信息保护法-19",),
        follows=True,
    ),
)  # fmt: skip
