"""限定查看: a draft for named people, and nobody locked out who is needed."""

import pytest

from gongkai.accounts.models import Person, Post
from gongkai.acts.refusals import Unready
from gongkai.publication.models import Shown
from tests.county import moment

AT = moment("2025-03-05 09:00")

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def second(county):
    """Another of each role at the road bureau, who is not named."""
    found = {}
    for role in ("proposer", "secrecy", "reviewer", "publisher"):
        person = Person.objects.create(username=f"er{role}", name=f"第二{role}", password="!")
        found[role] = Post.objects.create(person=person, unit=county.roads, role=role)
        setattr(county, f"er{role}", found[role])
    return found


def people(county, *names):
    return [getattr(county, name).person_id for name in names]


HANDS = ("xin", "mi", "fen", "fa")


@pytest.fixture
def narrowed(county, write, second):
    record = write("内部讨论的方案")
    detail = {"people": people(county, *HANDS), "says": "限四人查看"}
    record.case.take("narrow", by=county.xin, at=AT, words="人事安排，公开前不宜传开", detail=detail)
    return record


def paths(record):
    key = record.pk
    return [
        f"/staff/disclosures/{key}/{part}" for part in ("", "edit/", "propose/", "material/", "share/", "withdraw/")
    ]


def test_only_those_named_see_it_anywhere(county, narrowed, sign_in):
    for name in ("xin", "mi", "fen", "fa"):
        assert sign_in(name).get(paths(narrowed)[0]).status_code == 200, name
    others = (
        "erproposer",
        "ersecrecy",
        "erreviewer",
        "erpublisher",
        "ban",
        "shen",
        "kao",
        "san",
        "ling",
        "guan",
        "zhen",
    )
    for name in others:
        client = sign_in(name)
        for path in paths(narrowed):
            assert client.get(path).status_code in (403, 404), (name, path)
        assert client.get(paths(narrowed)[0]).status_code == 404
        for path in ("/staff/", "/staff/disclosures/", "/staff/disclosures/?q=方案", "/staff/disclosures/form/"):
            assert "内部讨论的方案" not in client.get(path).content.decode(), (name, path)


def test_nobody_locks_himself_out_or_those_who_are_needed(county, write, second):
    record = write()

    def refused(*names):
        with pytest.raises(Unready) as refusal:
            detail = {"people": people(county, *names)}
            record.case.take("narrow", by=county.xin, at=AT, words="理由", detail=detail)
        return str(refusal.value)

    assert "没有您自己" in refused("erproposer", "mi", "fen", "fa")
    assert "保密审查员" in refused("xin", "fen", "fa")
    assert "分管领导" in refused("xin", "mi", "fa")
    assert "发布员" in refused("xin", "mi", "fen")
    assert "不经办本单位文稿" in refused(*HANDS, "zhen")


def test_one_person_in_two_chairs_does_not_make_two_hands(county, write):
    person = Person.objects.create(username="duo", name="多岗某", password="!")
    county.duo = Post.objects.create(person=person, unit=county.roads, role="reviewer")
    Post.objects.create(person=person, unit=county.roads, role="publisher")
    record = write()
    detail = {"people": people(county, "xin", "mi", "duo")}
    with pytest.raises(Unready, match="一人兼了几步"):
        record.case.take("narrow", by=county.xin, at=AT, words="理由", detail=detail)


def test_who_a_route_seats_must_be_named(county, write, second):
    from gongkai.workflow import setting

    seats = {"clear": [county.ersecrecy]}
    setting.put(setting.Setting(county.roads, None, AT.date(), seats=seats), county.fen, AT)
    with pytest.raises(Unready, match="保密审查员"):
        detail = {"people": people(county, *HANDS)}
        write().case.take("narrow", by=county.xin, at=AT, words="理由", detail=detail)


def test_it_goes_its_way_and_is_open_once_it_is_out(county, narrowed, publish, sign_in):
    publish(narrowed, at="2025-03-05 10:00")
    assert Shown.objects.live().filter(key=f"disclosure:{narrowed.pk}").exists()
    assert sign_in("erproposer").get(paths(narrowed)[0]).status_code == 200
    narrowed.case.take("change", by=county.erproposer, at=moment("2025-03-06 09:00"))
    assert sign_in("ban").get(paths(narrowed)[0]).status_code == 200


def test_the_office_opens_it_with_a_reason_and_reads_nothing_before(county, narrowed, sign_in):
    client = sign_in("ban")
    page = client.get("/staff/disclosures/narrowed/").content.decode()
    assert "交运局" in page and "限 4 人" in page and "内部讨论" not in page
    url = f"/staff/disclosures/narrowed/{narrowed.pk}/"
    assert "内部讨论" not in client.get(url).content.decode()
    assert client.post(url, {"words": ""}).status_code == 200
    assert client.post(url, {"words": "信息员调离，没有人能办"}).status_code == 302
    assert client.get(url).status_code == 404
    assert sign_in("erproposer").get(paths(narrowed)[0]).status_code == 200
    page = sign_in("xin").get(paths(narrowed)[0]).content.decode()
    assert "放开查看" in page and "信息员调离" in page


def test_a_writer_names_the_readers_in_the_browser(county, write, second, sign_in):
    record, client = write(), sign_in("xin")
    url = f"/staff/disclosures/{record.pk}/narrow/"
    assert "第二secrecy" in client.get(url).content.decode()
    assert client.post(url, {"people": people(county, "mi", "fen", "fa"), "words": "x"}).status_code == 409
    assert client.post(url, {"people": people(county, *HANDS), "words": "人事"}).status_code == 302
    assert "限定查看</dt><dd>xin某" in client.get(paths(record)[0]).content.decode()
