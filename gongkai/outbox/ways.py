"""渠道: by what a message goes besides mail, which of them this installation has, and how each hands over."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from gongkai.law.reading import Refused
from gongkai.outbox import gateway, wecom
from gongkai.outbox.faults import Failed, Fault
from gongkai.outbox.models import Way


@dataclass(frozen=True)
class Text:
    """A few words to a telephone, a member or a group; ``to`` is empty for a group."""

    to: str
    text: str


def has(way: str) -> bool:
    """Whether an administrator switched it on; mail always goes somewhere."""
    return way == Way.MAIL or bool(getattr(settings, way.upper()))


def wrong(way: str) -> str:
    """What is wrong with its settings, in a sentence without a secret; empty where nothing is, or it is off."""
    if way not in FILES or not has(way):
        return ""
    try:
        gateway.of(getattr(settings, way.upper()))
    except Refused as refused:
        return str(refused.faults[0])
    return ""


def deliver(way: str, text: Text, name: str) -> None:
    """``name`` tells it from every other message of the house. Raises ``Failed``."""
    HANDS[way](text, name)


def _by_wecom(text: Text, name: str) -> None:
    assert settings.WECOM is not None
    wecom.deliver(settings.WECOM, text.to, text.text)


def _by_gateway(way: str) -> Callable[[Text, str], None]:
    def hand(text: Text, name: str) -> None:
        try:
            found = gateway.of(getattr(settings, way.upper()))
        except Refused:
            raise Failed(Fault(f"{Way(way).label}的设置文件有误", nobody=True)) from None
        gateway.deliver(found, gateway.secret_of(way), text.to, text.text, name)

    return hand


FILES = (Way.SMS, Way.ROBOT)
HANDS: dict[str, Callable[[Text, str], None]] = {Way.WECOM: _by_wecom} | {way: _by_gateway(way) for way in FILES}
