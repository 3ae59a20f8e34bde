"""The steps of one source's part: asked for, declared, handed in, sent back (DY-2, DY-4.2, BW-13)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.assessment import appointed, handing
from gongkai.assessment.marking import MARKERS
from gongkai.assessment.sources import appointing, declaring, opening, sampling, seconding

OFFICE, NOBODY = frozenset({Role.OFFICE}), frozenset[Role]()

SCORING = register(
    Kind(
        "scoring", "评分",
        table(
            Step("ask", "marks_asked", "请评分", (), "asked", NOBODY, ("DY-4.2",), follows=True),
            Step(
                "ask_again", "marks_asked", "再次请评分", ("asked", "handed_in", "lapsed"), "asked", NOBODY,
                ("DY-4.2",), follows=True, restarts=True,
            ),
            Step(
                "declare", "recusal_declared", "声明回避", ("asked", "handed_in"), None, MARKERS, ("BW-13",), asks=True,
                checks=(handing.speaks_for_it, handing.is_open, declaring.names_entrants), then=declaring.keep,
            ),
            Step(
                "hand_in", "marks_handed_in", "报送评分", ("asked", "handed_in"), "handed_in", MARKERS, ("DY-4.2",),
                tells=handing.told, checks=(handing.speaks_for_it, handing.is_open),
            ),
            Step(
                "hand_in_own", "marks_handed_in", "随合成报送", ("asked",), "handed_in", NOBODY, ("DY-4.2",),
                tells=handing.told, follows=True,
            ),
            Step(
                "carry_over", "marks_handed_in", "沿用原报送", ("asked",), "handed_in", NOBODY, ("DY-4.2",),
                follows=True,
            ),
            Step("alter", "marks_altered", "报送后改动", ("handed_in",), "asked", NOBODY, ("DY-4.2",), follows=True),
            Step(
                "send_back", "marks_sent_back", "退回重评", ("handed_in",), "asked", OFFICE, ("BW-16.5–16.6",),
                says_why=True, restarts=True, checks=(handing.is_marked,),
            ),
            Step(
                "appoint", "assessors_appointed", "指定评分人", ("asked", "handed_in"), None, OFFICE, ("BW-13", "DY-2"),
                asks=True, checks=(appointing.fits, handing.is_open), then=appointing.keep,
            ),
            Step("remind", "marks_reminded", "催报", ("asked",), None, OFFICE, ("DY-4.2",), checks=(handing.is_open,)),
            Step(
                "draw", "sample_drawn", "抽样", ("asked", "handed_in"), None, MARKERS, ("BW-16.1–16.3",), asks=True,
                checks=(sampling.speaks_or_organises, handing.is_open), then=sampling.draw,
            ),
            Step(
                "replace", "sample_replaced", "替换抽中的", ("asked", "handed_in"), None, NOBODY, ("BW-16.1–16.3",),
                follows=True,
            ),
            Step(
                "ask_second", "second_asked", "请第二人复评", ("asked", "handed_in"), None, OFFICE, ("BW-13",),
                asks=True, checks=(handing.is_open,), then=seconding.ask,
            ),
            Step("second", "seconded", "复评", ("asked", "handed_in"), None, NOBODY, ("BW-13",), follows=True),
            Step(
                "settle", "third_marked", "第三人评定", ("asked", "handed_in"), None, NOBODY, ("BW-13",), follows=True,
            ),
            Step("lapse", "marks_lapsed", "没有报送", ("asked",), "lapsed", NOBODY, ("DY-4.2",), follows=True),
        ),
        {"asked": "评分中", "handed_in": "已报送", "lapsed": "未报送"},
        path=("hand_in",), limits_of=opening.limits_of, due_role={opening.LIMIT: Role.ASSESSOR},
        url="assessment:scoring", settled=frozenset(), home=True, apart=appointed.apart,
    )
)  # fmt: skip
