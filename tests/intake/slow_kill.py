"""kill -9 while an old site is brought in: ``python -m tests.intake.slow_kill 100``. No page twice, none missing.

A process brings files of 20,000 pages in; it is killed at a random moment and started again, as often as told. Each
file that is through is counted page by page, and the trail is verified at the end.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES = 20_000
LONGEST = 4.0  # seconds before a kill; a start takes about one, a chunk about two


def main(kills: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        from tests.house import prepared

        prepared.prepare({"GONGKAI_DATA": folder})
        import django

        django.setup()
        return _rounds(Path(folder), kills)


def _rounds(folder: Path, kills: int) -> int:
    from django.db import connection

    from gongkai.acts import verify
    from gongkai.intake.models import Intake

    done = files = 0
    while done < kills:
        key, files = _agreed(folder, files), files + 1
        while Intake.objects.get(pk=key).case.status != "finished":
            connection.close()
            done += _killed(key) if done < kills else _whole(key)
        _count(key, files - 1)
        print(f"{done} kills, {files} files, all pages there once", flush=True)
    faults = list(verify.faults())
    print(f"faults of the trail: {len(faults)}")
    return 1 if faults else 0


def _agreed(folder: Path, number: int) -> int:
    from gongkai.accounts.models import Post
    from gongkai.acts.clock import now
    from gongkai.intake import bringing, looking
    from tests.intake.old_site import lines, page

    posts = {post.person.username: post for post in Post.objects.select_related("person", "unit")}
    path = lines(folder / f"site{number}.jsonl", [page(n) for n in range(PAGES)])
    intake = bringing.propose(looking.look_through(path, posts["xin"], now()), posts["xin"], now())
    for name, who in (("clear", "mi"), ("approve", "fen"), ("agree", "fa")):
        intake.case.take(name, by=posts[who], at=now(), read=intake.case.content)
    return intake.pk


def _killed(key: int) -> int:
    """1 if the process was killed, 0 if it was through before."""
    process = subprocess.Popen([sys.executable, "-m", "gongkai.cli", "receive", str(key)], stdout=subprocess.DEVNULL)
    time.sleep(random.uniform(0.2, LONGEST))
    if process.poll() is None:
        process.kill()
        process.wait()
        return 1
    assert process.returncode == 0
    return 0


def _whole(key: int) -> int:
    subprocess.run([sys.executable, "-m", "gongkai.cli", "receive", str(key)], check=True)
    return 0


def _count(key: int, number: int) -> None:
    from gongkai.disclosures.models import Disclosure
    from gongkai.publication.models import Shown

    rows = Disclosure.objects.filter(batch__endswith=f":site{number}")
    keys = sorted(int(key[1:]) for key in rows.values_list("origin_key", flat=True))
    assert keys == list(range(PAGES)), (len(keys), len(set(keys)))
    out = {f"disclosure:{key}" for key in rows.filter(case__status="published").values_list("pk", flat=True)}
    shown = set(Shown.objects.live().filter(key__startswith="disclosure:").values_list("key", flat=True))
    assert len(out) == PAGES and out <= shown


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
