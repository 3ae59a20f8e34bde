"""The matters of the demonstration: played by the very steps, their papers out, one of them late for all to see."""

from gongkai.acts.models import Act
from gongkai.demo import followed, hours
from gongkai.dossiers import progress
from gongkai.dossiers.models import Dossier
from gongkai.revisions import verifying


def test_every_matter_reaches_what_is_told_and_one_stage_is_late(laid, monkeypatch):
    told = [one for one in followed.written() if one["type"] != "themes"]
    monkeypatch.setattr(followed, "written", lambda: told)
    followed.play()
    known = {one.case.title: one for one in Dossier.objects.select_related("case", "live", "draft")}
    assert {one["title"]: "proposed" if "reach" in one else "published" for one in told} == {
        title: one.case.status for title, one in known.items()
    }
    project = known["县城至卓筒井镇公路改建工程"]
    late = [one for one in progress.of(project, project.revision, hours.LAST) if not one.settled]
    assert [one.stage.name for one in late] == ["安全生产风险评估"]
    assert list(verifying.faults(Dossier)) == [] and not Act.objects.filter(at__gt=hours.NOW).exists()
    before = Act.objects.count()
    followed.play()
    assert Act.objects.count() == before
