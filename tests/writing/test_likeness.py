"""What is already public is found by the index and compared by its words."""

from gongkai.checks import likeness
from gongkai.writing.likeness import alike

TEXT = (
    "为保障汛期道路通行安全，自即日起对县道大通路实施封闭养护，过往车辆请提前绕行金河大道。养护期间，施工单位将"
    "在路口设置警示标志和绕行指示牌，安排专人疏导交通，请广大司机朋友服从指挥、减速慢行，共同维护良好的通行秩序。"
)


def test_a_paper_that_is_already_out_is_named_with_its_address(county, write, publish):
    publish(write(title="关于大通路封闭养护的通告", html=f"<p>{TEXT}</p>"))
    ((finding, url),) = alike("县道养护通告", TEXT.replace("即日", "四月一日"))
    assert finding.level == "warn" and "关于大通路封闭养护的通告" in finding.message and url.startswith("/d/")
    assert alike("关于召开会议的通知", "请各单位于三月十日下午到会议室参加会议，不得缺席，有事请假。" * 2) == []


def test_a_record_is_not_like_itself(county, write, publish):
    record = publish(write(title="关于大通路封闭养护的通告", html=f"<p>{TEXT}</p>"))
    assert alike("关于大通路封闭养护的通告", TEXT, but=f"disclosure:{record.pk}") == []


def test_the_same_title_is_told_whatever_the_text(county, write, publish):
    publish(write(title="关于大通路封闭养护的通告", html=f"<p>{TEXT}</p>"))
    ((finding, _),) = alike("关于大通路封闭养护的通告", "")
    assert "标题" in finding.message


def test_how_much_of_one_text_stands_in_another():
    assert likeness.share(TEXT, TEXT + "另有一句。") == 1.0
    assert likeness.share(TEXT, "完全不同的一段话" * 20) < 0.1
    assert likeness.share("短", "短") == 0.0


def test_the_page_of_a_record_leads_to_what_it_is_like_and_prints_no_address(county, write, publish, sign_in):
    publish(write(title="关于大通路封闭养护的通告", html=f"<p>{TEXT}</p>"))
    ((_, url),) = alike("县道养护通告", TEXT)
    again = write(title="县道养护通告", html=f"<p>{TEXT}</p>")
    page = sign_in("xin").get(f"/staff/disclosures/{again.pk}/").content.decode()
    assert f'雷同：<a href="{url}" target="_blank" rel="noopener">看那一件</a>' in page
