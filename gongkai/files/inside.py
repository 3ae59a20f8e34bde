"""The child's side of ``files.child``: binds itself first, then reads, calls and answers."""

import importlib
import json
import os
import resource
import sys


def main() -> None:
    """``argv``: root, function, bounds, arguments; the file on standard input, the answer on standard output."""
    _, _, function, bounds, arguments = sys.argv
    _bind(**json.loads(bounds))
    answers = _own_output()
    try:
        answer = {"result": _function(function)(sys.stdin.buffer.read(), **json.loads(arguments))}
    except MemoryError:
        answer = {"refused": "处理文件所需内存过大，已停止"}
    except ValueError as refused:
        # Only words meant for people go back; a parser's own English stays here.
        answer = {"refused": str(refused) if _is_chinese(str(refused)) else ""}
    except Exception:
        answer = {"refused": ""}
    with os.fdopen(answers, "wb") as out:
        # As UTF-8, not as escapes: a Chinese text would be twice as long and break the bound on output.
        out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def _bind(seconds: int, memory: int, output: int) -> None:
    bounds = {
        resource.RLIMIT_CPU: seconds + 1,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: 0,
    }
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (bound, bound))


def _own_output() -> int:
    """The real standard output, out of the reach of whatever a parser prints."""
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    return answers


def _function(path: str):
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in words)
