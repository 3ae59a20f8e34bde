"""The steps of a list (BW-5.3, SQ-2.1, DY-4): those of all that is kept in revisions, and of its rows between two."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Step
from gongkai.registers import clocks, gates, showing
from gongkai.revisions import steps
from gongkai.revisions.steps import TAKE_BACK, WORKING

KIND = steps.known(
    "register", "清单", ("BW-5.3", "SQ-2.1"), url="registers:record", limits_of=clocks.limits_of,
    due_role={"disclosures.publish": Role.PUBLISHER}, is_complete=gates.is_complete, find=gates.findings,
    publish=showing.publish, withdraw=showing.withdraw, more=(
        Step("remove", "removed", "移出一项", ("published", *WORKING), None, TAKE_BACK, ("SQ-2.2", "TZ-1.2.3"),
             says_why=True, checks=(gates.names_a_row,), then=showing.remove),
        Step("lapse", "lapsed", "期满移出", ("published", *WORKING), None, frozenset(), ("SQ-2.2", "TZ-1.2.3"),
             follows=True, then=showing.lapse),
    ),
)  # fmt: skip
