"""合并: two events that are one; what was merged stays and can be parted again."""

from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.opinion import facts
from tests.county import moment

SPAN = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2025-04-01"))


def test_an_event_is_folded_into_another_and_parted_again(desk, county):
    first, second = desk.collect(), desk.collect(title="县道三号线K5塌方")
    page = desk.sign_in("xin").get(f"/staff/opinion/{second.pk}/fold/").content.decode()
    assert "标题有" in page
    desk.does("xin", second, "fold", into=first.pk)
    assert second.into == first and second.case.status == "folded"
    assert not Due.objects.filter(case=second.pk, done=None).exists()
    assert facts.events([county.roads], SPAN).values == {county.roads.pk: 1}
    assert "县道三号线K5塌方" in desk.page("xin", first)
    desk.does("xin", second, "part", words="不是同一处")
    assert second.into is None and Due.objects.filter(case=second.pk).exists()
    merge = second.merges.get()
    assert merge.into == first and merge.until is not None


def test_nothing_is_folded_into_what_was_dropped_or_into_itself(desk):
    first, second = desk.collect(), desk.collect(title="别处的事")
    desk.does("xin", first, "drop", words="误登")
    desk.does("xin", second, "fold", expect=200, into=first.pk)
    desk.does("xin", second, "fold", expect=200, into=second.pk)
    assert second.case.status == "collected"
