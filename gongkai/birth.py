"""Making an installation: database, guards, first administrator; and what must stand before it serves."""

import getpass
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command, execute_from_command_line
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from gongkai.accounts import passwords
from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts import clock, guards
from gongkai.acts.models import Installation
from gongkai.catalogue import loading, publishing, units
from gongkai.disclosures.interpretation import interpreting
from gongkai.publication.models import Site

NO_CODE = "0" * 18
NOT_YET = (
    f"{settings.DATA} 里还没有安装。建立真实的安装：gongkai init --name 单位全称 --admin 账号；"
    "只想看看：gongkai demo。装在别处的，先把 GONGKAI_DATA 指过去"
)


def migrate() -> None:
    """Brings the database to this version and puts the guards of the trail back."""
    if _is_older():
        call_command("migrate", verbosity=0, interactive=False)
    guards.put_back()


def born(told: datetime | None = None, label: str = "", limits: Sequence[str] = ()) -> None:
    """Writes the installation's row once, and which profiles of limits stand here; a later call changes nothing."""
    if not Installation.objects.exists():
        _stand_under(limits)
        Installation.objects.create(born=timezone.now(), told=told, label=label)
    clock.forget()


def _stand_under(limits: Sequence[str]) -> None:
    folder = settings.DATA / "rulebooks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "here.yaml").write_text(f"limits: [{', '.join(limits)}]\n", "utf-8")


def ready() -> None:
    """Checks at start: tables up to date, guards standing."""
    migrate()
    lost = guards.missing()
    if lost:
        sys.exit(f"数据库里少了办理痕迹的保护：{'、'.join(lost)}。请先运行 gongkai verify，查明原因")
    connection.close()


def stands() -> bool:
    """Whether an installation was made here."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return False
    return Installation._meta.db_table in connection.introspection.table_names() and Installation.objects.exists()


def why_no_database(fault: Exception) -> str:
    """A sentence for a database that is older than the program, cannot be reached or written; else nothing."""
    if _is_older():
        return "数据库还是旧版本的，请先运行 gongkai serve，启动时自动升级；只升级不启动：gongkai manage migrate"
    if isinstance(fault, ProgrammingError):
        return ""
    said = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
    if connection.vendor == "sqlite":
        return f"数据库 {connection.settings_dict['NAME']} 打不开或者写不进（{said}），请核对文件的权限和磁盘空间后再试"
    return f"连不上数据库（{said}），请确认数据库正在运行，并核对 GONGKAI_DATABASE_URL"


def _is_older() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return False


def run(args) -> int:
    """``gongkai init``: an installation with its county, columns and one administrator. Asks for what is missing."""
    if stands():
        return _refuse("这里已经有一个安装了，没有改动任何内容")
    name = args.name or _ask("单位全称，如 大英县人民政府：")
    admin = args.admin or _ask("第一个系统管理员的账号：")
    if not name or not admin:
        return _refuse(
            "请写明单位全称和第一个系统管理员的账号，例如：gongkai init --name 大英县人民政府 --admin zhangsan"
        )
    code = args.code or NO_CODE
    if not re.fullmatch(r"[0-9A-Za-z-]{1,18}", code):
        return _refuse("机构代码不超过十八位，由数字和字母组成，请核对 --code")
    chosen = args.password or (getpass.getpass("管理员密码（直接回车则给出一个一次性密码）：") if _is_asked() else "")
    person = Person(username=admin, name=admin)
    try:
        if chosen:
            validate_password(chosen, person)
    except ValidationError as fault:
        return _refuse("".join(fault.messages))
    migrate()
    password = chosen or passwords.one_time()
    with transaction.atomic():
        _lay(person, name, code, password, one_time=not chosen)
    print(f"已建立“{name}”。启动：gongkai serve\n登录：/staff/  账号：{admin}")
    if not chosen:
        print(f"一次性密码：{password}（只显示这一次，首次登录时改成自己的）")
    return 0


def _lay(person: Person, name: str, code: str, password: str, *, one_time: bool) -> None:
    born()
    at = clock.now()
    county = Unit.objects.create(name=name, full_name=name, code=code, kind=Unit.Kind.GOVERNMENT)
    person.set_password(password)
    person.one_time = at if one_time else None
    person.save()
    for role in (Role.ADMIN, Role.OFFICE):
        Post.objects.create(person=person, unit=county, role=role)
    Site.objects.get_or_create(defaults={"name": name, "host": name})
    loading.load_shipped()
    publishing.show_columns(at)
    units.show_units(at)
    interpreting.lay_routes(Post.objects.get(person=person, role=Role.OFFICE), at)


def _ask(question: str) -> str:
    return input(question).strip() if _is_asked() else ""


def _is_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _refuse(says: str) -> int:
    print(says, file=sys.stderr)
    return 2


def manage(args) -> int:
    execute_from_command_line(["gongkai manage", *args.rest])
    return 0
