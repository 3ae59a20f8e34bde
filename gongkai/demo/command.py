"""``gongkai demo``: makes the demonstration county where it is missing, finishes it where it was cut off, serves it."""

import shutil
import sys

from django.conf import settings
from django.db import connection
from tqdm import tqdm

from gongkai import birth
from gongkai.acts import clock
from gongkai.acts.models import Installation
from gongkai.demo import (
    accounts,
    alerts,
    answered,
    asked,
    assessing,
    backing,
    directory,
    editions,
    entries,
    explaining,
    followed,
    foundation,
    handling,
    hotline,
    issuing,
    kaifu,
    lettering,
    linked,
    looked,
    media,
    notices,
    opinion,
    papers,
    plans,
    playing,
    proving,
    quarter,
    readers,
    rectifying,
    registers,
    relief,
    reporting,
    requests,
    services,
    severing,
    surveys,
    taking_part,
    trial,
    voices,
    windows,
    year,
)

MADE = ("archive", "dumps", "files", "mail", "packages", "public", "rulebooks", "running", "sealed", "spool", "static")


def run(args) -> int:
    """Exit code 2, nothing touched, where the data folder holds a real installation."""
    if args.fresh and not _cleared():
        return 2
    birth.migrate()
    if _is_real():
        print(f"{settings.DATA} 里是一个真实的安装，不能当作演示使用，没有改动任何内容", file=sys.stderr)
        return 2
    prepare()
    _tell(args)
    if args.prepare:
        return 0
    from gongkai import serving

    return serving.serve(args)


def prepare() -> None:
    """Everything of the county that is not there yet; what is there stays."""
    foundation.lay()
    stories = year.plan()
    if len(playing.played()) < len(stories):
        with tqdm(total=len(stories), desc="生成演示县一年的记录", unit="件", disable=None) as bar:
            playing.play(stories, bar.update)
    entries.hold_conferences()
    explaining.hold()
    directory.keep()
    alerts.play()
    readers.subscribe()
    registers.play()
    followed.play()
    handling.lay()
    editions.lay()
    linked.lay()
    relief.play()
    readers.ask()
    issuing.play()
    requests.play()
    lettering.play()
    asked.play()
    answered.play()
    severing.play()
    voices.play()
    opinion.play()
    media.lay()
    surveys.play()
    taking_part.play()
    hotline.play()
    entries.lay()
    backing.lay()
    plans.lay()
    reporting.play()
    windows.play()
    services.play()
    assessing.assess()
    rectifying.adopt()
    quarter.announce()
    rectifying.play()
    trial.begin()
    trial.announce()
    proving.begin()
    papers.play()
    explaining.tell()
    explaining.doubt()
    kaifu.play()  # what is counted of a year has happened by then
    windows.bulletin()
    notices.lay()
    looked.lay()


def _is_real() -> bool:
    born = Installation.objects.first()
    return born is not None and born.told is None


def _cleared() -> bool:
    """Removes a former demonstration, and nothing else, from the data folder."""
    birth.migrate()
    if _is_real():
        print(f"{settings.DATA} 里是一个真实的安装，--fresh 不会删除它", file=sys.stderr)
        return False
    if connection.vendor == "sqlite":
        connection.close()
        for path in settings.DATA.glob("gongkai.sqlite3*"):
            path.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    for name in MADE:
        shutil.rmtree(settings.DATA / name, ignore_errors=True)
    clock.forget()
    return True


def _tell(args) -> None:
    print(f"演示县已就绪：{settings.DATA}\n地址：http://{args.host}:{args.port}/   工作台：/staff/")
    print(f"演示账号（密码都是 {accounts.PASSWORD}）：")
    for one in accounts.everybody_shown():
        print(f"  {one.username:<18}{one.place}  {one.name}")
    sys.stdout.flush()
