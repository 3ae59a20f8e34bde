"""What is answered when the database or the disk fails: 503 in words, and where a tree stands, its own page for it."""

import errno
import json
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from gongkai.look import views
from gongkai.publication import folder

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
UNREACHABLE = FULL | {errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
AGAIN = "60"  # seconds
API = "服务暂时停用，请稍后再试；全部数据可从 /data/ 下载"


def broken(request: HttpRequest) -> HttpResponse:
    """For handler500: what passes by itself or is mended from outside is told so, the rest is a fault of ours."""
    fault = sys.exception()
    if not _passes(fault):
        return views.broken(request)
    answer = _answer(request, fault)
    answer.status_code = 503
    answer.headers["Retry-After"], answer.headers["Cache-Control"] = AGAIN, "no-store"
    return answer


def _passes(fault: BaseException | None) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in UNREACHABLE
    return isinstance(fault, OperationalError | InterfaceError)


def _answer(request: HttpRequest, fault: BaseException | None) -> HttpResponse:
    path = request.path_info
    if path.startswith("/staff/"):
        return views.unavailable(request, _why(fault))
    if path.startswith("/api/"):
        said = {"error": {"code": "unavailable", "message": API}}
        return HttpResponse(json.dumps(said, ensure_ascii=False), "application/json; charset=utf-8")
    try:
        return HttpResponse((folder.root() / "gone" / "apart.html").read_bytes())
    except OSError:
        return views.unavailable(request)


def _why(fault: BaseException | None) -> str:
    """For staff, who can pass it on to whoever keeps the machine."""
    if "full" in str(fault) or getattr(fault, "errno", 0) in FULL:
        return f"服务器的磁盘已满，什么都存不下。请告诉系统管理员清理 {settings.DATA} 所在的磁盘。"
    if "locked" in str(fault):
        return "同时办理的人太多，数据库没有排到。请过一分钟再试。"
    if isinstance(fault, OSError) or "readonly" in str(fault) or "disk I/O" in str(fault):
        return f"服务器的磁盘读写不了。请告诉系统管理员检查 {settings.DATA} 所在的磁盘。"
    return "连不上数据库。请告诉系统管理员检查数据库是否在运行。"
