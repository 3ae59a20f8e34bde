"""What stands above the tree: grades and quotas, ranking and lists, and what follows from a result."""

from collections.abc import Mapping
from datetime import date

from gongkai.law.findings import place_of, refusal
from gongkai.law.keys import BAND, GRADES, LISTING, LOWERED, QUOTA, RANKING, USE, required
from gongkai.law.limits import read_span
from gongkai.law.reading import Node
from gongkai.law.rulebook.conditions import read_condition, read_edges
from gongkai.law.rulebook.figures import cites, is_share, name, number, one_of, plain_figure, says, share, whole
from gongkai.law.rulebook.model import Band, Grades, Listing, Lowered, Quota, Ranking, Ref, Use

ROUNDS = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去", "up": "进位"}
USES = {
    "count_full": "计入目标考核不扣分",
    "count_score": "按实际得分计入目标考核",
    "commend": "通报表扬",
    "criticise": "通报批评",
    "rectify": "限期整改",
    "refer": "移送处理",
}


def read_grades(node: Node, classes: Mapping[str, str]) -> Grades:
    table = node.table(required=required(GRADES), allowed=GRADES)
    if not table["bands"].listing():
        raise refusal(table["bands"], "grades", "没有写任何等次")
    return Grades(
        tuple(_band(entry, classes) for entry in table["bands"].listing()),
        place_of(node),
        says(table["failed"]) if "failed" in table else "失格",
        tuple(_lowered(entry, classes) for entry in table["lowered"].listing()) if "lowered" in table else (),
        table["of"].string() if "of" in table else "",
    )


def read_ranking(node: Node) -> Ranking:
    table = node.table(allowed=RANKING)
    return Ranking(
        place_of(node),
        one_of(table["per"], ("class", "all"), "per ") if "per" in table else "all",
        tuple(name(entry) for entry in table["break_by"].listing()) if "break_by" in table else (),
        tuple(_listing(entry) for entry in table["lists"].listing()) if "lists" in table else (),
        table["of"].string() if "of" in table else "",
    )


def read_uses(node: Node, classes: Mapping[str, str]) -> tuple[Use, ...]:
    return tuple(_use(entry, classes) for entry in node.listing())


def _band(node: Node, classes: Mapping[str, str]) -> Band:
    table = node.table(required=required(BAND), allowed=BAND)
    edges = read_edges(table, classes)
    if any(isinstance(edge.against, Ref | date) for edge in edges):
        raise refusal(node, "grades", "等次的界限写数、百分比或 {类别: 数}，不写事实和日期")
    return Band(
        says(table["grade"]),
        place_of(node),
        edges,
        _quota(table["quota"]) if "quota" in table else None,
        read_condition(table["needs"], classes) if "needs" in table else None,
        cites(table["cite"]) if "cite" in table else (),
        says(table["says"]) if "says" in table else "",
    )


def _quota(node: Node) -> Quota:
    table = node.table(required=required(QUOTA), allowed=QUOTA)
    at_most = share(table["at_most"]) if is_share(table["at_most"]) else number(table["at_most"])
    return Quota(
        at_most,
        one_of(table["per"], ("class", "all"), "per ") if "per" in table else "all",
        one_of(table["round"], ROUNDS, "round ") if "round" in table else "down",
        one_of(table["of"], ("assessed",), "of ") if "of" in table else "assessed",
    )


def _lowered(node: Node, classes: Mapping[str, str]) -> Lowered:
    table = node.table(required=required(LOWERED), allowed=LOWERED)
    if ("to" in table) == ("by" in table):
        raise refusal(node, "grades", "降等写 to(降到哪一等)或 by(降几等)，二者取一")
    return Lowered(
        read_condition(table["when"], classes),
        place_of(node),
        table["to"].string() if "to" in table else "",
        whole(table["by"], least=1) if "by" in table else 0,
        cites(table["cite"]) if "cite" in table else (),
        says(table["says"]) if "says" in table else "",
    )


def _listing(node: Node) -> Listing:
    kinds = ("top", "bottom", "below", "decided")
    table = node.table(required=required(LISTING), allowed=LISTING)
    written = [kind for kind in kinds if kind in table]
    if len(written) != 1:
        raise refusal(node, "ranking", "名单写 top、bottom、below、decided 之一")
    kind = written[0]
    if kind == "decided":
        table[kind].flag()
    figure = None if kind == "decided" else plain_figure(table[kind])
    cite = cites(table["cite"]) if "cite" in table else ()
    return Listing(says(table["title"]), kind, figure, place_of(node), cite)


def _use(node: Node, classes: Mapping[str, str]) -> Use:
    table = node.table(required=required(USE), allowed=USE)
    return Use(
        read_condition(table["when"], classes),
        one_of(table["do"], USES, "do "),
        place_of(node),
        within=table["within"].string() if "within" in table else "",
        span=read_span(table["within"]) if "within" in table else None,
        to=says(table["to"]) if "to" in table else "",
        cite=cites(table["cite"]) if "cite" in table else (),
        says=says(table["says"]) if "says" in table else "",
    )
