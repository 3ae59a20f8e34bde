"""What the database itself refuses: acts, their anchors and looks can be added, never changed or removed.

The guards are triggers, put back after every migration and looked for at start; SQLite drops them silently when it
rebuilds a table. With search, this is the one place where SQL of one database stands.
"""

from django.db import connection

GUARDED = ("acts_act", "acts_anchor", "acts_access")
WORDS = "办理痕迹和查阅记录只能追加，不能修改或删除"

_POSTGRES_REFUSE = f"""
CREATE OR REPLACE FUNCTION acts_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$
"""


def put_back() -> None:
    """Makes every guard that is missing."""
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)


def missing() -> list[str]:
    """Names of guards that should stand and do not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        found = {row[0] for row in cursor.fetchall()}
    return sorted(set(_names()) - found)


def _names() -> list[str]:
    kinds = ("update", "delete") if connection.vendor == "sqlite" else ("rows", "truncate")
    return [f"{table}_no_{kind}" for table in GUARDED for kind in kinds]


def _statements() -> list[str]:
    if connection.vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            for table in GUARDED
            for verb in ("update", "delete")
        ]
    made = [_POSTGRES_REFUSE]
    for table in GUARDED:
        made += [
            f"CREATE OR REPLACE TRIGGER {table}_no_rows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION acts_refuse()",
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION acts_refuse()",
        ]
    return made
