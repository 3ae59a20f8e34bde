"""Who keeps the catalogue, and how its files are handed out."""

from urllib.parse import quote

from django.http import HttpResponse

from gongkai.acts.refusals import NotYourRole
from gongkai.catalogue.steps import KEEPERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ask_keeper(request) -> None:
    """Raises ``NotYourRole`` for those who may read the catalogue and not write it."""
    if request.post.role not in KEEPERS:
        raise NotYourRole(f"目录由政务公开办和系统管理员维护，您的岗位是{request.post.get_role_display()}")


def download(data: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    where = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": where})
