"""A worker of its own that sends one SMS: ``python -m tests.outbox.sender 2025-03-31T10:00:00+08:00`` tells its row."""

import os
import sys
from datetime import datetime


def main(at: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.db import connection

    from gongkai.outbox import sending
    from gongkai.outbox.models import Message
    from gongkai.outbox.ways import Text

    if Message._meta.db_table not in connection.introspection.table_names():  # nothing else of the house is needed
        with connection.schema_editor() as editor:
            editor.create_model(Message)
    sending.KINDS["sms"] = lambda message: Text("13900000001", "一件要办")
    now = datetime.fromisoformat(at)
    sending.put("sms:1", "sms", 1, now, way="sms")
    for message in sending.due(now):
        sending.send(message, now)
    row = Message.objects.get()
    print(row.outcome, row.tries)


if __name__ == "__main__":
    main(*sys.argv[1:])
