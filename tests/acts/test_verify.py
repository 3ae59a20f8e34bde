"""What ``gongkai verify`` finds in the trail: each fault is planted behind the steps, by plain SQL."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection

from gongkai.acts import verify
from gongkai.acts.models import Anchor
from tests.acts.test_taking import without_guards
from tests.county import moment

AT = moment("2025-03-04 10:00")


def plant(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "sql, told",
    [
        ("UPDATE acts_case SET status='withdrawn'", "状态被改过，事项行写的是“已撤回”，末条办到“已公开”"),
        ("UPDATE acts_case SET status='nonsense'", "状态被改过"),
        ("UPDATE acts_case SET opened='2024-01-01 00:00:00+00'", "建立时间被改过"),
        ("UPDATE acts_case SET head=''", "事项行被改过"),
    ],
)
def test_a_case_that_stands_elsewhere_than_its_last_act_took_it_is_found(county, write, publish, sql, told):
    publish(write())
    assert list(verify.faults()) == []
    plant(sql)
    assert any(told in fault for fault in verify.faults())


def test_a_case_without_any_act_is_found_even_if_its_row_expects_none(county, write):
    write()
    without_guards("acts_act", "DELETE FROM acts_act")
    plant("UPDATE acts_case SET length=0, head=''")
    assert any("一条也没有" in fault for fault in verify.faults())


def test_words_emptied_without_a_record_of_it_are_found(county, write):
    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    record.case.take("return", by=county.mi, at=AT, words="附件缺页")
    assert list(verify.faults()) == []
    plant("UPDATE acts_remark SET text=NULL")
    assert any("所附理由被清空" in fault for fault in verify.faults())


def test_an_anchor_taken_out_from_among_the_others_is_missed(county, write):
    write()
    for _ in range(3):
        verify.anchor(AT)
    assert list(verify.faults()) == []
    without_guards("acts_anchor", "DELETE FROM acts_anchor WHERE id=1")
    assert any("前面的锚被删过" in fault for fault in verify.faults())
    plant("UPDATE acts_anchor SET id=id-1")
    assert any("签名不对" in fault for fault in verify.faults())


def test_an_anchor_signed_with_a_strangers_key_is_found(county, write):
    write()
    kept = verify.anchor(AT)
    stranger = Ed25519PrivateKey.generate()
    key = stranger.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    values = [stranger.sign(verify._signed(kept)).hex(), key]
    without_guards("acts_anchor", "UPDATE acts_anchor SET signature=%s, key=%s", values)
    assert any("不是用本系统的密钥签的" in fault for fault in verify.faults())
    assert Anchor.objects.count() == 1
