"""What citizens see: what can be applied for online, the form, its receipt, the whole progress. No account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.locking import visitor
from gongkai.acts.clock import now
from gongkai.acts.refusals import Refused
from gongkai.look.views import length, too_large
from gongkai.publication import live, tags
from gongkai.publication.found import url_under
from gongkai.windows.centres import showing
from gongkai.windows.handling import acting, receiving, telling
from gongkai.windows.handling.forms import ApplicantForm, RateForm, StatusForm, SupplyForm
from gongkai.windows.items import guides
from gongkai.windows.models import Centre, Item, ServiceCase

MOST_BYTES = 16 * 1024
TITLE = "办事服务"
TITLES = {
    "form": "网上申请",
    "receipt": "已收到",
    "refused": "没有提交",
    "status": "查办理进度",
    "progress": "办理进度",
}
META = tags.of_list(TITLE, "政务服务中心和窗口，网上申请，查办理进度", "办事,窗口,申请", "办事服务")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Centres with their windows, and the items that are taken in online."""
    centres = (
        Centre.objects.filter(case__status="running").select_related("case").order_by("level", "case__unit__order")
    )
    places = [(one, url_under(showing.key_of(one))) for one in centres]
    items = Item.objects.filter(case__status="inside").select_related("case__unit").order_by("case__unit__order", "pk")
    context = {"places": places, "items": [one for one in items if receiving.takes(one, online=True)]}
    return _answer("home", context)


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, address: str) -> HttpResponse:
    """外网受理: one item that is taken in online."""
    item = guides.with_all(Item.objects.filter(address=address)).first()
    if item is None or not receiving.takes(item, online=True):
        raise Http404
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = ApplicantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and bound.is_valid():
        wish = receiving.Wish(item, **bound.cleaned_data, sender=visitor(request))
        try:
            receipt = receiving.take_in(wish, now())
        except receiving.TooMany as refusal:
            return _answer("refused", {"says": str(refusal)}, status=429)
        return _answer("receipt", {"receipt": receipt, "running": telling.clocks(receipt.row, now())}, secret=True)
    context = {"form": bound, "item": item, "url": url_under(guides.key_of(item.pk))}
    return _answer("form", context, status=422 if bound.errors else 200, about=item.case.title)


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """The whole of a case, for whoever has its code and its secret; what is open to the applicant is done here."""
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = StatusForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not bound.is_valid():
        return _answer("status", {"form": bound}, status=422 if bound.errors else 200)
    said = bound.cleaned_data
    row = receiving.find(said["code"], said["secret"])
    if row is None:
        bound.add_error("secret", "编号和密码对不上，请核对后再查")
        return _answer("status", {"form": bound}, status=422)
    if "do" in request.POST:
        return _acted(request, row, said)
    return _progress(row, said)


def _acted(request: HttpRequest, row: ServiceCase, said: dict) -> HttpResponse:
    name = request.POST["do"]
    if name not in acting.ways(row):
        return _progress(row, said, told="这一步现在不用办，请看办理进度", code=409)
    bound = {"supply": SupplyForm, "rate": RateForm}[name](request.POST) if name != "drop" else None
    if bound is not None and not bound.is_valid():
        return _progress(row, said, forms={name: bound}, code=422)
    try:
        told = acting.act(row, name, bound.cleaned_data if bound else {}, now())
    except Refused as refusal:
        return _progress(row, said, told=str(refusal), code=409)
    return _progress(ServiceCase.objects.select_related("case__unit", "item__case").get(pk=row.pk), said, told=told)


def _progress(row: ServiceCase, said: dict, *, told: str = "", forms: dict | None = None, code: int = 200):
    known = {"supply": SupplyForm(), "rate": RateForm()} | (forms or {})
    context = {
        "row": row, "said": said, "told": told, "stages": telling.stages(row), "running": telling.clocks(row, now()),
        "ways": [(name, known.get(name)) for name in acting.ways(row)],
    }  # fmt: skip
    return _answer("progress", context, status=code, about=row.case.title, secret=True)


def _answer(name: str, context: dict, status: int = 200, about: str = "", secret: bool = False) -> HttpResponse:
    title = "_".join(filter(None, [about, TITLES.get(name, ""), TITLE]))
    crumbs = [(TITLE, "")] if name == "home" else [(TITLE, "/service/"), (TITLES[name], "")]
    template = f"windows/visitor_{name}.html"
    return live.answer(template, context, title=title, crumbs=crumbs, meta=META, status=status, secret=secret)
