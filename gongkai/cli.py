"""The command ``gongkai``. Commands on files alone (check, score, explain …) never load Django and start at once."""

import argparse
import gc
import importlib
import logging
import os
import re
import sys
from typing import NoReturn

EXAMPLES = {
    "demo": "例：gongkai demo --port 8000\n    gongkai demo --fresh        丢弃原有演示数据，重新生成",
    "init": "例：gongkai init --name 大英县人民政府 --admin zhangsan",
    "serve": "例：gongkai serve --port 8000 --workers 2",
    "worker": "例：gongkai worker --once",
    "receive": "例：gongkai receive 旧站.jsonl --by lurudemo --bad 有问题的行.csv",
    "import": "例：gongkai import 旧站文件.csv --by lurudemo --dry-run",
    "adopt": "例：gongkai adopt leaders-2026.yaml --by 县政府办",
    "archive": "例：gongkai archive --year 2025 --to /media/归档2025\n"
    "    gongkai archive --check 归档-jyj-2025-00001.zip",
    "tree": "例：gongkai tree verify\n    gongkai tree pack /media/u\n"
    "    gongkai tree receive gongkai-000012.zip --into /srv/www --key gongyao.txt",
    "verify": "例：gongkai verify\n"
    "    gongkai verify 大英县2025年政务公开绩效评价    用存着的规则、数和评分重算这次考核",
    "backup": "例：gongkai backup /backup/gongkai-2026-01-12.tar",
    "restore": "例：gongkai restore /backup/gongkai-2026-01-12.tar --keys /backup/gongkai-2026-01-12.keys.tar",
    "manage": "例：gongkai manage migrate",
}

# What argparse says of a wrong call, and how it is said here.
FAULTS = (
    (r"the following arguments are required: (.*)", r"还缺 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): invalid int value: (.*)", r"\1 后面要写整数，不能是 \2"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"没有\1 \2，可以用：\3"),
)


class Parser(argparse.ArgumentParser):
    """A wrong call is told in Chinese, with the way to the full text; exit code 2."""

    def error(self, message: str) -> NoReturn:
        for said, ours in FAULTS:
            message = re.sub(f"^{said}$", ours, message)
        self.exit(2, f"{self.prog}：{message}。用法见 {self.prog} --help\n")


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0 fine, 1 findings, 2 unusable input."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args) or 0)
    except KeyboardInterrupt:
        print("已停止", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    from gongkai import __version__

    parser = Parser(prog="gongkai", description="公开：政务公开工作的软件，从职责到考核整改")
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")
    _add_site_commands(commands)
    from gongkai.law.commands import add_commands

    add_commands(commands, lambda: importlib.import_module("gongkai.shelf"))
    return parser


def _add_site_commands(commands) -> None:
    demo = _add(commands, "demo", "建立演示县并启动", "gongkai.demo.command:run")
    demo.add_argument("--fresh", action="store_true", help="丢弃原有演示数据，重新生成")
    demo.add_argument("--prepare", action="store_true", help="只准备数据，不启动")
    _add_address(demo)
    init = _add(commands, "init", "建立一个真实的安装", "gongkai.birth:run")
    init.add_argument("--name", help="单位全称，如 大英县人民政府；不写则在终端询问")
    init.add_argument("--code", help="它的统一社会信用代码，出现在网址里")
    init.add_argument("--admin", help="第一个系统管理员的账号；不写则在终端询问")
    init.add_argument("--password", help="其密码；不写则在终端询问，或者给出一个一次性密码")
    serve = _add(commands, "serve", "启动网站和后台进程", "gongkai.serving:serve", stands=True)
    _add_address(serve)
    worker = _add(commands, "worker", "只运行后台进程", "gongkai.serving:worker", stands=True)
    worker.add_argument("--once", action="store_true", help="扫一遍到期的事就结束")
    load = _add(
        commands, "import", "把旧系统的文件导入为草稿", "gongkai.disclosures.importing.command:run", stands=True
    )
    load.add_argument("path", metavar="文件", help="CSV、XLSX 文件或文件夹")
    load.add_argument("--by", required=True, help="以哪个账号（信息员）导入")
    load.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    load.add_argument("--bad", help="有问题的行连同原因写到这个文件")
    adopt = _add(
        commands,
        "adopt",
        "采用本县的词库、答复目录、提醒阶梯、公众参与要求",
        "gongkai.writing.command:run",
        stands=True,
    )
    adopt.add_argument(
        "path", metavar="文件", help="词库（YAML，用字、领导职务或要素）、答复目录、提醒阶梯或者公众参与要求"
    )
    adopt.add_argument("--by", required=True, help="由谁采用，如 县政府办")
    archive = _add(commands, "archive", "制作、核对归档包", "gongkai.disclosures.archive.command:run", stands=True)
    archive.add_argument("--year", type=int, help="只核对、复制这一年归档的")
    archive.add_argument("--to", metavar="文件夹", help="把归档包复制到这个空文件夹")
    archive.add_argument("--check", metavar="归档包", nargs="+", help="只核对这些文件，不看数据库")
    receive = _add(commands, "receive", "整批接收旧网站已公开的信息", "gongkai.intake.command:run", stands=True)
    receive.add_argument("what", metavar="文件或编号", help="JSON 行、CSV、XLSX 文件或文件夹；或已同意的接收的编号")
    receive.add_argument("--by", default="", help="由哪个账号（信息员）提出")
    receive.add_argument("--dry-run", action="store_true", help="只检查，不提出")
    receive.add_argument("--files", help="附件和图片所在的文件夹（对应旧网站的根目录）；接收文件夹时不用写")
    receive.add_argument("--bad", help="有问题的行连同原因写到这个 CSV 文件")
    _add_tree(commands)
    verify = _add(commands, "verify", "核对办理痕迹是否完整；重算一次考核", "gongkai.verifying:run", stands=True)
    verify.add_argument("campaign", metavar="考核", nargs="?", default="", help="考核的编号或名称；不写则核对办理痕迹")
    backup = _add(commands, "backup", "备份数据和文件；密钥另存一个文件", "gongkai.backup:backup", stands=True)
    backup.add_argument("path", metavar="备份文件", help="备份文件(.tar)")
    restore = _add(commands, "restore", "从备份恢复到空的数据目录", "gongkai.backup:restore")
    restore.add_argument("path", metavar="备份文件", help="备份文件(.tar)")
    restore.add_argument("--keys", help="密钥文件(.keys.tar)")
    manage = _add(commands, "manage", "运行 Django 的管理命令", "gongkai.birth:manage")
    manage.add_argument("rest", nargs=argparse.REMAINDER)


def _add_tree(commands) -> None:
    says = "公开页面写成的文件：写、核对、打成单向传递的包"
    parser = commands.add_parser(
        "tree", help=says, description=says, epilog=EXAMPLES["tree"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    acts = parser.add_subparsers(title="做什么", required=True, metavar="做什么")

    def act(name: str, says: str) -> argparse.ArgumentParser:
        one = acts.add_parser(name, help=says, description=says)
        one.set_defaults(run=_lazily(f"gongkai.publication.tree.command:{name}", True))
        return one

    write = act("write", "把公开页面写成文件，供 nginx 直接提供")
    write.add_argument("--anew", action="store_true", help="全部重新写过")
    act("verify", "逐页核对文件与网站是否一致")
    act("key", "显示核对包用的公钥")
    pack = act("pack", "把上一个包以后的变动打成签名的包")
    pack.add_argument("to", metavar="文件夹", help="包放在哪里")
    pack.add_argument("--whole", action="store_true", help="全量包：不论已经传过什么")
    pack.add_argument("--number", type=int, help="包的号数；恢复备份以后，写成比外网已收到的大一号，并做全量包")
    says = "在外网接收包；不用数据库，只要公钥"
    receive = acts.add_parser("receive", help=says, description=says)
    receive.add_argument("package", metavar="包", nargs="+", help="按号排列的包")
    receive.add_argument("--into", required=True, metavar="文件夹", help="nginx 提供的文件夹")
    receive.add_argument("--key", required=True, metavar="文件", help="发出方的公钥（gongkai tree key 的输出）")
    receive.set_defaults(run=lambda args: importlib.import_module("gongkai.publication.tree.arriving").run(args))


def _add(commands, name: str, says: str, target: str, *, stands: bool = False) -> argparse.ArgumentParser:
    """``stands``: the command works on an installation that has been made."""
    parser = commands.add_parser(
        name, help=says, description=says, epilog=EXAMPLES[name], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.set_defaults(run=_lazily(target, stands))
    return parser


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听地址")
    parser.add_argument("--port", type=int, default=8000, help="端口")
    parser.add_argument("--workers", type=int, default=2, help="网站进程数")


def _lazily(target: str, stands: bool):
    """The function behind a command, imported with Django only when the command runs."""

    def run(args):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        if said := _set_up():
            return _refuse(said)
        from django.db import InterfaceError, OperationalError, ProgrammingError

        from gongkai import birth

        try:
            if stands and not birth.stands():
                return _refuse(birth.NOT_YET)
            module, function = target.split(":")
            return getattr(importlib.import_module(module), function)(args)
        except (OperationalError, InterfaceError, ProgrammingError) as fault:
            logging.getLogger("gongkai.cli").debug("数据库", exc_info=True)
            if not (said := birth.why_no_database(fault)):
                raise
            return _refuse(said)

    return run


def _set_up() -> str:
    """Loads the settings; a sentence where the environment does not let them. What is loaded is no garbage and is not
    looked through for any, now or later: a seventh of the time to start. What comes after is looked through seldom: a
    twentieth of the time to load a demonstration."""
    import django

    gc.disable()
    try:
        django.setup()
    except ValueError:
        if not os.environ.get("GONGKAI_DATABASE_URL"):
            raise
        return "GONGKAI_DATABASE_URL 写得不对，应当像 postgresql://用户:密码@127.0.0.1:5432/库名，请改正后再试"
    except OSError as fault:
        where = os.environ.get("GONGKAI_DATA") or "data"
        return f"数据目录 {where} 不能读写（{fault.strerror}），请核对 GONGKAI_DATA 和目录的权限后再试"
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    return ""


def _refuse(says: str) -> int:
    print(says, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
