"""The page on which the leading group decides on ties."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.acts import steps
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.assessment import access
from gongkai.assessment.ties import settling
from gongkai.assessment.ties.forms import SettleForm
from gongkai.look.words import titled


@require_http_methods(["GET", "POST"])
def settle(request, key: int):
    """Who of a tie has the places that are left."""
    found, step = access.campaign(request.post, key), steps.kind("campaign").steps["settle"]
    ask_role(step, request.post)
    ties = settling.ties(found)
    bound = SettleForm(request.POST if request.method == "POST" else None, step=step, found=ties)
    back = reverse("assessment:campaign", args=[key])

    def do():
        words, detail = bound.cleaned_data["words"], bound.detail()
        found.case.take("settle", by=request.post, at=now(), words=words, detail=detail)
        return told(request, back, "已决定并列的等次，由政务公开办重新合成、复核以后审定")

    hints = [f"“{tie.grade}”只剩 {tie.left} 个名额，{len(tie.units)} 个单位得分相同" for tie in ties]
    return act_page(
        request, step.label, bound, do, back=back, says=titled(found.case.title),
        hints=hints or ["没有跨过名额线的并列，不需要决定"], button="决定",
    )  # fmt: skip


def _url(name: str, key: int) -> str:
    from django.urls import reverse

    return reverse(name, args=[key])
