"""A house whose messages go out through gateways of the test."""

import pytest

from gongkai.outbox import sending, wecom
from gongkai.outbox.ways import Text
from tests.outbox.gateways import PHONE


@pytest.fixture
def house(monkeypatch, settings):
    """Messages of a few words; no token of another test."""
    wecom.forget()
    settings.GATEWAY_TIMEOUT = 0.3
    monkeypatch.setitem(sending.KINDS, "sms", lambda row: Text(PHONE, f"{row.about}件要办"))
    monkeypatch.setitem(sending.KINDS, "wecom", lambda row: Text(f"u{row.about}", f"{row.about}件要办"))
    monkeypatch.setitem(sending.KINDS, "robot", lambda row: Text("", "全县超期 3 件"))
