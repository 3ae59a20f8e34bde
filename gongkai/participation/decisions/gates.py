"""What a matter must have gone through before it is decided, and what its file must hold (KF-4.1, TZ-1.1)."""

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.checks import privacy, secrecy
from gongkai.participation.decisions import listing
from gongkai.participation.models import Catalogue, Decision, Result, State

Reasons = dict[int, list[str]]


def has_matters(cases, takes) -> Reasons:
    rows = Catalogue.objects.in_bulk([case.pk for case in cases])
    says = "目录里还没有事项，请先把各单位提出的事项列进来"
    return {key: [says] for key, row in rows.items() if not listing.matters(row)}


def catalogue_is_draft(cases, takes) -> Reasons:
    """Matters go in and out while the catalogue is being drawn up or changed."""
    rows = Decision.objects.select_related("catalogue__case").in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        key = take.detail.get("catalogue")
        known = Catalogue.objects.select_related("case").filter(pk=key).first() if key else rows[take.case.pk].catalogue
        if known and known.case.status != "draft":
            says = f"{known.case.title}现在是“{known.case.status_label}”，请先办“调整目录”"
            found[take.case.pk] = [says]
    return found


def is_told(cases, takes) -> Reasons:
    """A procedure is done by its day, or left out on a ground that the rules know; in the order they ask for."""
    rows = Decision.objects.prefetch_related("procedures").in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        if not take.only_asks and (reasons := _faults(rows[take.case.pk], take)):
            found[take.case.pk] = reasons
    return found


def _faults(row: Decision, take) -> list[str]:
    known, said = shelf.taking_part().procedures, take.detail
    one, reasons = known[said["sort"]], []
    if said["state"] == State.WAIVED and not one.waived:
        reasons.append(f"“{one.name}”是必经程序，不能不履行（{'、'.join(one.cite)}）")
    if said["day"] > take.at.astimezone(BEIJING).date().isoformat():
        reasons.append("日期还没有到，请改正")
    done = {each.sort: each for each in row.procedures.all()}
    left = [known[name].name for name in one.after if name not in done]
    if left:
        reasons.append(f"“{one.name}”在{'、'.join(left)}之后，请先登记{'、'.join(left)}")
    later = [known[name].name for name in one.after if name in done and done[name].day.isoformat() > said["day"]]
    if later and said["state"] == State.DONE:
        reasons.append(f"“{one.name}”的日期早于{'、'.join(later)}，请核对")
    return reasons


def is_complete(cases, takes) -> Reasons:
    """Every procedure is done or left out on its ground (KF-4.1)."""
    rows = Decision.objects.prefetch_related("procedures").in_bulk([case.pk for case in cases])
    return {key: reasons for key, row in rows.items() if (reasons := lacking(row))}


def lacking(row: Decision) -> list[str]:
    """What is not done and not left out, in words."""
    done = {one.sort: one for one in row.procedures.all()}
    return [f"还没有登记“{one.name}”" for name, one in shelf.taking_part().procedures.items() if name not in done]


def is_taken_together(cases, takes) -> Reasons:
    """Decided by the body that discussed it, no earlier than that day; after consultation, by what it said (TZ-1.1)."""
    rows = Decision.objects.prefetch_related("procedures__consultation__case").in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        if not take.only_asks and (reasons := _misfits(rows[take.case.pk], take)):
            found[take.case.pk] = reasons
    return found


def _misfits(row: Decision, take) -> list[str]:
    said, reasons = take.detail, []
    talk = next((one for one in row.procedures.all() if shelf.taking_part().procedures[one.sort].body), None)
    if said["decided"] > take.at.astimezone(BEIJING).date().isoformat():
        reasons.append("决策日期还没有到，请改正")
    if talk and said["decided"] < talk.day.isoformat():
        reasons.append(f"决策日期早于集体讨论的日期 {talk.day}，请核对")
    if talk and said["body"] != talk.body:
        reasons.append(f"集体讨论登记的是{talk.get_body_display()}，与决策机关不一致，请核对")
    open_ones = [one.consultation for one in row.procedures.all() if one.consultation]
    reasons += [f"{one.case.title}的采纳情况还没有公布" for one in open_ones if one.case.status != "announced"]
    return reasons


def file_is_whole(cases, takes) -> Reasons:
    """重大决策条例-32 and its Art. 33: each procedure that was done has its paper, and the decision its own."""
    rows = Decision.objects.prefetch_related("procedures", "progress").in_bulk([case.pk for case in cases])
    return {key: reasons for key, row in rows.items() if (reasons := missing_papers(row))}


def missing_papers(row: Decision) -> list[str]:
    """What the file lacks, in words."""
    known = shelf.taking_part().procedures
    found = [
        f"缺“{known[one.sort].name}”的材料"
        for one in row.procedures.all()
        if one.state == State.DONE and not one.papers and not one.consultation_id
    ]
    if row.decided and row.result != Result.REFUSED and not (row.papers or row.document_id):
        found.append("缺决策文件")
    return found


def is_clean(cases, takes) -> Reasons:
    """Nothing of what goes out tells of persons or bears a mark of secrecy."""
    rows = Decision.objects.prefetch_related("procedures", "progress").select_related("case")
    found = {key: _found(row) for key, row in rows.in_bulk([case.pk for case in cases]).items()}
    return {key: reasons for key, reasons in found.items() if reasons}


def is_clean_catalogue(cases, takes) -> Reasons:
    rows = Catalogue.objects.in_bulk([case.pk for case in cases])
    found = {key: [says for one in listing.matters(row) for says in _found(one)] for key, row in rows.items()}
    return {key: reasons for key, reasons in found.items() if reasons}


def _found(row: Decision) -> list[str]:
    told = [("名称", row.case.title), ("内容", row.about), ("依据", row.basis), ("采纳情况", row.taken)]
    told += [(shelf.taking_part().procedures[one.sort].name, f"{one.outcome}\n{one.by}")
             for one in row.procedures.all()]  # fmt: skip
    told += [(one.get_stage_display(), one.says) for one in row.progress.all()]
    checks = (privacy.find, secrecy.find)
    return [
        f"{place}：{one.message}"
        for place, text in told
        for check in checks
        for one in check(text)
        if one.level == "block"
    ]
