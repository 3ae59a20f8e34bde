"""File names are safe to store, show and send, whoever chose them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.files import names


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("关于印发办法的通知.pdf", "关于印发办法的通知.pdf"),
        ("C:\\Users\\张三\\桌面\\预算.xlsx", "预算.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("/var/www/a.txt", "a.txt"),
        ("名单\r\nSet-Cookie: x.txt", "名单_Set-Cookie_ x.txt"),
        ('a"b<c>d|e?f*g.txt', "a_b_c_d_e_f_g.txt"),
        ("照片\u202egpj.exe", "照片_gpj.exe"),
        ("a\u200bb.txt", "a_b.txt"),
        (".htaccess", "htaccess"),
        ("..", "未命名"),
        ("", "未命名"),
        ("名称.", "名称"),
        ("CON.txt", "未命名_CON.txt"),
        ("com1", "未命名_com1"),
        ("  两  边  空白  .txt", "两 边 空白.txt"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("长" * 200 + ".docx", "长" * 115 + ".docx"),
        ("2025年1.5版", "2025年1.5版"),
    ],
)
def test_names_as_strangers_write_them(given_name, kept):
    assert names.safe(given_name) == kept


@given(st.text(max_size=200))
def test_every_name_is_safe_and_stays_as_it_is(name):
    safe = names.safe(name)
    assert names.safe(safe) == safe
    assert 0 < len(safe) <= names.LONGEST
    assert not set(safe) & set('/\\:*?"<>|\r\n\0')
    assert not safe.startswith(".")
    safe.encode()


@pytest.mark.parametrize(
    ("name", "ending"), [("A.PDF", "pdf"), ("a.tar.gz", "gz"), ("无扩展名", ""), ("x.p df", ""), ("a.", "")]
)
def test_the_ending_is_read_from_the_safe_name(name, ending):
    assert names.ending(name) == ending
