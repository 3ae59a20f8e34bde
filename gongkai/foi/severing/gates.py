"""What must hold before a document changes, is checked, or goes with an answer."""

from gongkai.foi.models import Material, Release

Reasons = dict[int, list[str]]
UNDER_WAY = ("registered", "extending", "correcting", "charged", "explaining")
LOCKED = "这件申请的答复已经送审或者办结，材料不能再改；要改的请先把答复“退回”"


def is_open(cases, takes) -> Reasons:
    """The answer is not on its way yet."""
    rows = Material.objects.filter(case__in=[case.pk for case in cases])
    closed = rows.exclude(request__case__status__in=UNDER_WAY).values_list("case_id", flat=True)
    return {key: [LOCKED] for key in closed}


def is_copied(cases, takes) -> Reasons:
    """The act tells of the copy that was made just before it."""
    made: dict[int, str] = {}
    rows = Release.objects.filter(material__in=[case.pk for case in cases]).order_by("number")
    for key, sha256 in rows.values_list("material_id", "sha256"):
        made[key] = sha256
    return {
        take.case.pk: ["还没有生成提供件，请在材料页点“生成提供件”"]
        for take in takes
        if not take.only_asks and take.detail.get("sha256") != made.get(take.case.pk)
    }


def materials_are_ready(cases, takes) -> Reasons:
    """For an answer that gives something: every document that was put to it is cut, and looked at by another."""
    rows = Material.objects.filter(request__in=[case.pk for case in cases], case__status__in=("marking", "made"))
    reasons: Reasons = {}
    for key, status in rows.order_by("case_id").values_list("request_id", "case__status"):
        waits = "还没有生成提供件" if status == "marking" else "的提供件还没有人核对"
        reasons.setdefault(key, []).append(f"有一份材料{waits}；办完，或者把它“不提供”")
    return reasons
