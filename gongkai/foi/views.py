"""Staff pages of requests: the list, one request, who asks (each look kept), its steps."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai import shelf
from gongkai.acts import looks
from gongkai.acts.clock import now
from gongkai.acts.pages import step_page
from gongkai.acts.panel import panel
from gongkai.acts.refusals import NotYourRole
from gongkai.foi import listing, reading, volumes
from gongkai.foi.afterwards import publishing
from gongkai.foi.entering import NoteForm
from gongkai.foi.handling import telling
from gongkai.foi.handling import views as handling
from gongkai.foi.letters import choosing as letters
from gongkai.foi.models import Dispute, Enclosure, Erasure, Proof, Request
from gongkai.foi.proofs import TYPES
from gongkai.foi.roles import OFFICERS
from gongkai.foi.severing import listing as materials
from gongkai.foi.vocabulary import RULES, Channel


@require_safe
def index(request):
    """Requests this post may see."""
    post = request.post
    page = {
        "listing": listing.listing(request), "page_title": "公开申请", "enters": post.role in OFFICERS,
        "finds": reading.may_look(post),
    }  # fmt: skip
    return render(request, "foi/list.html", page)


@require_POST
def find(request):
    """Requests of one applicant. Not by the address line: what is asked for would stand in the server's log."""
    if not reading.may_look(request.post):
        raise NotYourRole("按申请人查，只给办理申请的人用")
    only = listing.of_applicant(request.POST.get("who", "")[:100])
    found = listing.listing(request, only, paged=False)
    found.path = reverse("foi:list")  # its headings lead back to the whole list
    page = {"listing": found, "page_title": "同一申请人的申请", "finds": True, "found": True}
    return render(request, "foi/list.html", page)


@require_safe
def same(request, key: int):
    """Requests of whoever made this one, page by page; no name stands in the address or on the page."""
    row = _visible(request, key)
    if not reading.may_look(request.post):
        raise NotYourRole("按申请人查，只给办理申请的人用")
    only = Q(by_paper=row.by_paper) if row.by_paper else Q(pk=row.pk)
    page = {"listing": listing.listing(request, only), "page_title": "同一申请人的申请", "finds": True, "found": True}
    return render(request, "foi/list.html", page)


@require_safe
def frequent(request):
    """Who asked for much within a month; each row leads to the requests, none to a name."""
    if not reading.may_look(request.post):
        raise NotYourRole("申请较多的申请人，只给办理申请的人看")
    free = shelf.fees().items.free
    page = {"volumes": volumes.volumes(request.post, now()), "free": free, "page_title": "申请较多的申请人"}
    return render(request, "foi/frequent.html", page)


@require_safe
def record(request, key: int):
    """One request: what is asked, where it stands; who asks only when somebody wants to see it."""
    row = _visible(request, key)
    return _page(request, row)


@require_POST
def applicant(request, key: int):
    """The same page with who asks."""
    row = _visible(request, key)
    return _page(request, row, who=reading.applicant(row, request.post, now()))


@require_safe
def proof(request, key: int, proof: int):
    """A proof of identity as a file that no browser opens by itself."""
    row = _visible(request, key)
    one = get_object_or_404(Proof.objects.select_related("request"), pk=proof, request=row)
    try:
        content = reading.proof(one, request.post, now())
    except FileNotFoundError:
        raise Http404("身份证明已到期清除") from None
    answer = HttpResponse(content, content_type=TYPES[one.ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="proof-{row.number}-{one.pk}.{one.ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    """One step of the table, with its words."""
    row, back = _visible(request, key), reverse("foi:record", args=[key])
    if name in handling.ACTS:
        return handling.act(request, row, name)
    return step_page(request, row.case, name, back=back, gone=reverse("foi:list"), form=NoteForm)


def _page(request, row: Request, who=None):
    at, post = now(), request.post
    words = reading.content(row, post, at)
    facts = [
        ("编号", row.number), ("单位", row.case.unit.name), ("渠道", row.get_channel_display()),
        ("收到日", f"{row.received}（{RULES[Channel(row.channel)]}）" if row.received else "待确认"),
        ("申请人类别", row.get_applicant_display()), ("口头提出", "由工作人员代填" if row.oral else ""),
        ("载体形式", row.get_form_display()), ("获取方式", row.get_route_display()),
    ]  # fmt: skip
    page = {
        "row": row, "facts": facts, "words": words, "who": who, "page_title": row.case.title, "rule": RULES,
        "may_look": reading.may_look(post), "proofs": row.proofs.order_by("pk"),
        **looks.of(row.case), "same": _same(row, post) if reading.may_look(post) else 0,
        "panel": panel(row.case, post, at, "foi:step"), "links": _links(row, post),
        "handled": telling.to_officers(row) if reading.may_look(post) else [],
        "enclosures": _enclosures(row) if reading.may_look(post) else [], "materials": materials.on_request(row, post),
        "made_public": publishing.standing(row), "erasure": Erasure.objects.filter(request=row).first(),
        "letters": letters.on_request(row, post),
    }  # fmt: skip
    answer = render(request, "foi/record.html", page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _links(row: Request, post) -> list[tuple[str, str]]:
    """Other requests and proceedings that this one is bound up with, as far as this post may see them."""
    bound = [("分自", row.parent), ("并入", row.into)]
    bound += [("分出", one) for one in row.parts.order_by("pk")] + [
        ("并入这件", one) for one in row.merged.order_by("pk")
    ]
    kept = set(
        Request.objects.visible_to(post).filter(pk__in=[one.pk for _, one in bound if one]).values_list("pk", flat=True)
    )
    found = [
        (f"{word} {one.number}", reverse("foi:record", args=[one.pk])) for word, one in bound if one and one.pk in kept
    ]
    suits = Dispute.objects.visible_to(post).filter(request=row).order_by("pk")
    return found + [(f"{one.get_sort_display()} {one.number}", reverse("foi:dispute", args=[one.pk])) for one in suits]


def _enclosures(row: Request) -> list[Enclosure]:
    return list(Enclosure.objects.filter(delivery=row.pk).order_by("pk"))


def _same(row: Request, post) -> int:
    """How many other requests of the same applicant this post may see."""
    if not row.by_paper:
        return 0
    return Request.objects.visible_to(post).filter(by_paper=row.by_paper).exclude(pk=row.pk).count()


def _visible(request, key: int) -> Request:
    return get_object_or_404(Request.objects.visible_to(request.post).select_related("case__unit"), pk=key)
