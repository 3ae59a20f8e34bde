"""What a crafted file might make a parser do; called in the child by the tests."""

import os
import socket
import subprocess
import sys
import time


def size(content, **arguments):
    return {"size": len(content), **arguments}


def loops(content):
    while True:
        pass


def sleeps(content):
    time.sleep(60)


def starts_others(content):
    # A grandchild that keeps the output open must not keep the parent waiting.
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    time.sleep(60)


def gets_away(content):
    away = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(4)"], start_new_session=True, close_fds=False
    )
    return away.wait()


def eats(content):
    return len(bytearray(4 * 1024**3))


def babbles(content):
    return "x" * (20 * 1024**2)


def prints(content):
    print("not the answer")
    os.system("echo neither is this")
    return "answer"


def crashes(content):
    os.abort()


def exits(content):
    os._exit(0)


def fails(content):
    raise KeyError("secret detail")


def refuses(content):
    raise ValueError("第3页损坏")


def refuses_in_english(content):
    raise ValueError("bad xref at 0x1f")


def writes(content, path):
    with open(path, "wb") as out:
        out.write(b"x" * 10_000)
        out.flush()
    return "written"


def peeks(content):
    return {"environment": sorted(os.environ), "folder": os.getcwd(), "files": len(os.listdir("/proc/self/fd"))}


def calls_home(content, port):
    with socket.create_connection(("127.0.0.1", port), timeout=2):
        return "connected"
