"""What tests of the ways out share: messages of a few words, and what became of them."""

from datetime import timedelta

from gongkai.outbox import sending
from gongkai.outbox.models import Message
from tests.publication.samples import AT

LATER, SECRET = AT + timedelta(minutes=10), "hao-mi-yao"
PHONE = "13900000001"


def put(kind, many=1):
    for number in range(many):
        sending.put(f"{kind}:{number}", kind, number, AT, way=kind)


def sweep(now=AT):
    for message in sending.due(now):
        sending.send(message, now)


def told(number=0):
    row = Message.objects.get(about=number)
    return row.outcome, row.fault
