"""TZ-0.3: beside the form stands which sentence is too long, in what is written for everybody."""

import pytest

LONG = "<p>" + "县道改建以后怎样绕行" * 9 + "。</p>"


@pytest.mark.provision("TZ-0.3")
@pytest.mark.parametrize(("kind", "told"), [("公告", True), ("意见", False)])
def test_a_long_sentence_is_told_beside_a_paper_for_everybody(write, sign_in, kind, told):
    record = write(html=LONG, kind=kind)
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert ("这一句有90个字，群众不容易看懂" in page) is told
