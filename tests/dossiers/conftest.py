"""A matter of the road bureau, its stages, and the hands it goes through."""

import pytest

from gongkai.dossiers import drafting
from gongkai.dossiers.drafting import Founding, Head
from tests.county import by_four_hands, moment

TOLD = {
    "acts": {"body": "县交通运输局", "subject": "城区货车限行", "complaint": "0825-7800001"},
    "inspections": {"by": "县审计局", "about": "农村公路养护资金"},
    "projects": {
        "owner": "县交通运输局", "place": "河边镇", "scale": "改建12公里", "investment": "3000万元", "manner": "审批",
    },
    "themes": {},
}  # fmt: skip


@pytest.fixture
def found(county, topic):
    """Opens a matter with its head written: ``found("acts")``."""

    def opened(kind="acts", title="城区货车限行", at="2025-03-03 10:00"):
        at = moment(at)
        dossier = drafting.open_dossiers([Founding(county.roads, kind, topic, county.xin, at, title)])[0]
        drafting.save_head(dossier, Head("怎样限行、为什么限行。", TOLD.get(kind, {})), county.xin, at)
        return dossier

    return opened


@pytest.fixture
def fill(county):
    """Says something of stages: ``fill(dossier, basis=record, changes="没有变动", result="2025-12-01")``."""

    def filled(dossier, at="2025-03-10 10:00", **stages):
        for name, told in stages.items():
            drafting.save_stage(dossier, name, said(told), county.xin, moment(at))
        return dossier

    return filled


def said(told) -> dict:
    """A record is linked, a day is waited for, words say why it does not apply."""
    if not isinstance(told, str):
        records = told if isinstance(told, list) else [told]
        return {"state": "shown", "says": "", "links": [{"case": one.pk} for one in records]}
    if told[:2] == "20":
        return {"state": "waiting", "says": "", "due": told, "links": []}
    return {"state": "never", "says": told, "links": []}


@pytest.fixture
def pass_on(county):
    """Takes a draft through 提出, 保密审查, 审核, 公布."""

    return lambda dossier, at="2025-03-11 10:00": by_four_hands(county, dossier, at)


@pytest.fixture
def out(write, publish):
    """A published document: ``out("标题")``."""

    def published(title, at="2025-03-04 10:00", **how):
        return publish(write(title, **how), at=at)

    return published


@pytest.fixture
def limit(found, fill, out, pass_on):
    """A matter that is out with a stage linked, one to come on 1 June, one not applicable."""
    dossier = found()
    fill(
        dossier, basis=out("限行的依据"), notice=out("限行通告"), conduct=out("限行实施情况"), changes="没有变动",
        result="2025-06-01", remedy=out("投诉怎样处理"),
    )  # fmt: skip
    return pass_on(dossier)
