"""The console command: each explains itself with an example; an installation is made, kept and brought back."""

import re
import subprocess

import pytest

from tests.house import looking, site
from tests.house.conftest import database
from tests.house.staff import Staff

COMMANDS = (
    "demo", "init", "serve", "worker", "import", "verify", "backup", "restore", "manage", "check", "score", "explain",
    "whatif", "diff", "adopt",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    said = site.from_nothing({}, command, "--help")
    assert said.returncode == 0 and f"gongkai {command}" in said.stdout.split("例", 1)[1]


def test_an_unknown_command_is_refused():
    assert site.from_nothing({}, "nonsense").returncode == 2


@pytest.fixture
def env(tmp_path):
    return {"GONGKAI_DATA": str(tmp_path / "data"), **database("commands")}


def test_an_installation_is_made_once_with_its_first_administrator(env):
    weak = site.gongkai(env, "init", "--name", "试县人民政府", "--admin", "guan", "--password", "123")
    assert weak.returncode == 2
    made = site.gongkai(env, "init", "--name", "试县人民政府", "--admin", "guan", "--password", "a-long-pass-2026")
    assert made.returncode == 0, made.stderr
    again = site.gongkai(env, "init", "--name", "另一个", "--admin", "x", "--password", "a-long-pass-2026")
    assert again.returncode == 2 and "已经有一个安装" in again.stderr


def test_a_fresh_installation_has_a_name_columns_and_a_password_that_is_told_once(env):
    made = site.gongkai(env, "init", "--name", "试县人民政府", "--code", "11510900008450001X", "--admin", "guan")
    assert made.returncode == 0, made.stderr
    asked = (
        "from gongkai.accounts.models import Person; from gongkai.publication.models import Shown, Site;"
        "one=Person.objects.get(); units=Shown.objects.filter(kind='unit');"
        f"print(Site.objects.get().name, [u.title for u in units], units.get().fields['code'],"
        "Shown.objects.filter(kind='column').count() > 20, one.one_time is not None,"
        f"one.check_password('{re.search('一次性密码：([a-z0-9-]+)', made.stdout)[1]}'))"
    )
    told = site.gongkai(env, "manage", "shell", "-v", "0", "-c", asked)
    assert told.stdout.split() == ["试县人民政府", "['试县人民政府']", "11510900008450001X", "True", "True", "True"], (
        told.stderr
    )


def test_an_import_on_the_command_line_looks_first_and_writes_on_the_second_run(installed, tmp_path):
    rows = tmp_path / "旧站.csv"
    rows.write_text(
        "标题,栏目,成文日期,正文\n关于停水的通知,通知公告,2019-05-06,停水。\n缺栏目,,2019-05-06,x\n", "utf-8"
    )
    looked = installed.run("import", str(rows), "--by", "xin", "--dry-run")
    assert looked.returncode == 1 and "可以导入 1 行，1 行有问题" in looked.stdout
    assert looking.look(installed.env)["cases"] == {}
    done = installed.run("import", str(rows), "--by", "xin", "--bad", str(tmp_path / "bad.xlsx"))
    assert done.returncode == 1 and (tmp_path / "bad.xlsx").exists()
    assert len(looking.look(installed.env)["cases"]) == 1
    assert installed.run("import", str(rows), "--by", "nobody").returncode == 2


@pytest.fixture(scope="module")
def busy(standing):
    """A running site with a draft proposed; the last test here spoils it."""
    seen = looking.look(standing.env)
    writer = Staff(standing.url, "xin")
    writer.take(writer.draft("关于县道养护的通知", seen["unit"], seen["topic"]), "propose")
    return standing


def test_a_backup_restores_to_the_same_trail_and_the_keys_go_apart(busy, tmp_path):
    archive = tmp_path / "copy.tar"
    assert busy.run("backup", str(archive)).returncode == 0
    listed = subprocess.run(["tar", "tf", str(archive)], capture_output=True, text=True).stdout
    assert "keys" not in listed and (tmp_path / "copy.keys.tar").stat().st_mode & 0o077 == 0
    before = looking.look(busy.env)
    env = {"GONGKAI_DATA": str(tmp_path / "other"), **database("commands")}
    full = busy.run("restore", str(archive))
    assert full.returncode == 2 and "已经有数据" in full.stderr
    restored = site.gongkai(env, "restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert looking.look(env) == before
    assert site.gongkai(env, "verify").returncode == 0


def test_the_worker_anchors_the_trail_once_a_day(busy):
    for _ in range(2):
        assert busy.run("worker", "--once").returncode == 0
    asked = "from gongkai.acts.models import Anchor; print(Anchor.objects.count())"
    count = busy.run("manage", "shell", "-v", "0", "-c", asked)
    assert count.stdout.strip() == "1"


def test_verify_tells_a_changed_row(busy):
    change = (
        "from django.db import connection as c; k=c.cursor(); lite=c.vendor=='sqlite';"
        "k.execute('DROP TRIGGER acts_act_no_update' if lite else 'DROP TRIGGER acts_act_no_rows ON acts_act');"
        "k.execute(\"UPDATE acts_act SET ground='x'\")"
    )
    assert busy.run("manage", "shell", "-c", change).returncode == 0
    told = busy.run("verify")
    assert told.returncode == 1 and "内容被改过" in told.stdout and "少了保护" in told.stdout
