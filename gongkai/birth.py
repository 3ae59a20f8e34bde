"""Making an installation: database, guards, first administrator; and what must stand before it serves."""

import getpass
import sys
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command, execute_from_command_line
from django.db import connection, transaction
from django.utils import timezone

from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts import clock, guards
from gongkai.acts.models import Installation
from gongkai.catalogue import loading
from gongkai.publication.models import Site


def migrate() -> None:
    """Brings the database to this version and puts the guards of the trail back."""
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


def run(args) -> int:
    """``gongkai init``: an empty installation with one administrator."""
    migrate()
    if Person.objects.exists():
        print("这里已经有一个安装了，没有改动任何内容", file=sys.stderr)
        return 2
    password = args.password or getpass.getpass("管理员密码：")
    try:
        validate_password(password)
    except ValidationError as fault:
        print(";".join(fault.messages), file=sys.stderr)
        return 2
    with transaction.atomic():
        born()
        county = Unit.objects.create(name=args.name, full_name=args.name, code="0" * 18, kind=Unit.Kind.GOVERNMENT)
        person = Person.objects.create_user(args.admin, args.admin, password)
        for role in (Role.ADMIN, Role.OFFICE):
            Post.objects.create(person=person, unit=county, role=role)
        Site.objects.get_or_create(defaults={"name": args.name, "host": args.name})
        loading.load_shipped()
    print(f"已建立。用账号 {args.admin} 登录：gongkai serve")
    return 0


def manage(args) -> int:
    execute_from_command_line(["gongkai manage", *args.rest])
    return 0
