"""Following what a question finds, by a reader's program; programs share the measure of those who search."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.portal import measure
from gongkai.publication import feeds, found, narrowing, stamps
from gongkai.publication.frame import frame
from gongkai.publication.models import Shown
from gongkai.search.index import QueryFault

TEXT = "text/plain; charset=utf-8"


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest of what a question finds, narrowed as the search narrows."""
    around, headers = frame(stamps.of_scope("all")[1]), {"Cache-Control": "no-cache"}
    if seconds := measure.wait(request):
        says = f"问得太密，请过 {seconds} 秒再问"
        return HttpResponse(says, TEXT, 429, headers={**headers, "Retry-After": str(seconds)})
    query = request.GET.get("q", "")
    try:
        answer = found.find(query, narrowing.read(request.GET.dict(), around), limit=feeds.ENTRIES)
    except QueryFault as fault:
        return HttpResponse(str(fault), TEXT, 400, headers=headers)
    rows = Shown.objects.live().filter(docid__in=answer.hits.ids).order_by("-docid")
    return HttpResponse(feeds.found(query, list(rows), around), feeds.XML, headers=headers)
