"""The archive package of a record, for those who handle it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.acts.clock import now
from gongkai.acts.models import Act
from gongkai.acts.refusals import NotYourRole, WrongState
from gongkai.disclosures.archive import archiving
from gongkai.disclosures.models import Disclosure


@require_safe
def package(request, key: int):
    """The newest package; made now where the schedule has not come to it."""
    row = get_object_or_404(Disclosure.objects.visible_to(request.post), pk=key)
    if request.post.looks_on():
        raise NotYourRole("归档包里有附件原件，由经办单位、政务公开办和审计员下载")
    act = Act.objects.filter(case=row.pk, step="archive").order_by("-number").first()
    if act is None:
        raise Http404
    found = row.packages.filter(act=act).first() or archiving.pack(act, now())
    if fault := archiving.check(found, now()):
        raise WrongState(f"这个归档包现在不能下载：{fault}")
    name = f"归档-{(row.index_no or str(row.pk)).replace('/', '-')}.zip"
    return FileResponse(archiving.path_of(found).open("rb"), as_attachment=True, filename=name)
