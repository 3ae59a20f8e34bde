"""The interface for a 12345 platform: rows in, replies out; a key a source, measured, every fault in a sentence."""

import json

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from gongkai.acts.clock import now
from gongkai.acts.refusals import Refused as NotDone
from gongkai.hotline.sources import bringing, keys, sheets
from gongkai.look.views import length

MOST_BYTES, MOST_ROWS = 4 * 1024 * 1024, 500


@require_POST
def pleas(request: HttpRequest) -> JsonResponse:
    """{"rows": [...], "try": false}: what was written; with ``try`` what would be. Faulty rows stay out."""
    try:
        at = now()
        source = keys.of_call(request.headers.get("Authorization", ""), at)
        rows, only_try = _body(request)
        plan = bringing.look_through(source, rows, at)
        if not only_try:
            bringing.take(source, plan, None, at)
    except keys.Refused as refusal:
        return _answer({"error": str(refusal)}, refusal.status)
    except NotDone as refusal:
        return _answer({"error": str(refusal)}, refusal.status)
    return _answer(
        {
            "new": len(plan.fresh), "changed": len(plan.changed), "same": plan.same, "late": plan.late,
            "refused": [{"row": place + 1, "reason": why} for place, why in plan.bad], "says": plan.says,
        }
    )  # fmt: skip


@require_GET
def replies(request: HttpRequest) -> JsonResponse:
    """What was answered, 500 at a time, after the number that ``after`` names."""
    try:
        source = keys.of_call(request.headers.get("Authorization", ""), now())
        after = request.GET.get("after", "")
        if after and not after.isdecimal():
            raise keys.Refused(400, "after 应是上一次给出的 next，只有数字")
    except keys.Refused as refusal:
        return _answer({"error": str(refusal)}, refusal.status)
    found = list(sheets.answered(source).filter(pk__gt=int(after or 0))[:MOST_ROWS])
    rows = [dict(zip(sheets.HEADS, line, strict=True)) for line in sheets.replies(found)]
    return _answer({"rows": rows, "next": str(found[-1].pk) if len(found) == MOST_ROWS else ""})


def _body(request: HttpRequest) -> tuple[list, bool]:
    if length(request) > MOST_BYTES:
        raise keys.Refused(413, "一次最多 4 MB，请分几次发")
    try:
        said = json.loads(request.body)
        rows, only_try = said["rows"], said.get("try", False)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise keys.Refused(400, '内容应是 JSON，写成 {"rows": [一件一项]}') from None
    if not isinstance(rows, list) or not isinstance(only_try, bool):
        raise keys.Refused(400, "rows 应是一列，try 应是 true 或者 false")
    if len(rows) > MOST_ROWS:
        raise keys.Refused(400, f"一次最多 {MOST_ROWS} 件，请分几次发")
    return rows, only_try


def _answer(said: dict, status: int = 200) -> JsonResponse:
    headers = {"Cache-Control": "no-store"}
    return JsonResponse(said, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})
