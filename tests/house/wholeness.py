"""Looks at an installation after each of many kills: one process, as starting one takes longer than looking."""

import json
import os
import subprocess
import sys
from pathlib import Path


class Wholeness:
    """``look`` tells what ``looking`` does and, beside it, what is wrong with the tree of files."""

    def __init__(self, env: dict) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.house.wholeness"],
            env={**os.environ, **env}, cwd=Path(__file__).parents[2], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> "Wholeness":
        return self

    def __exit__(self, *_) -> None:
        self.process.stdin.close()
        self.process.wait()

    def look(self, gone=()) -> dict:
        """``gone``: keys of what was withdrawn. Beside the cases: ``left``, those whose page stands as the crash left
        it; ``faults`` of the tree once it was brought up to date.
        """
        print(json.dumps(list(gone)), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.db import connections
    from django.utils import timezone

    from gongkai.publication import folder
    from gongkai.publication.tree import verifying
    from gongkai.publication.tree.writing import Writer
    from tests.house import looking

    for line in sys.stdin:
        found = looking.found()
        where = [found["cases"][str(key)]["address"] for key in json.loads(line)]
        found["left"] = [address for address in where if folder.place(f"/d/{address}/").exists()]
        Writer().catch_up(timezone.now())
        found["faults"] = list(verifying.faults())
        connections.close_all()
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
