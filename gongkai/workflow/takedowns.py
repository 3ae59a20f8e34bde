"""Copies elsewhere (TZ-6.3): what is withdrawn here is taken down from every channel it was recorded on."""

from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.vocabulary import Channel
from gongkai.workflow.models import Takedown


def ask(cases, takes, acts) -> None:
    """A task for each channel on which the withdrawn records were recorded and from which they are not yet gone."""
    released = Act.objects.filter(case__in=[case.pk for case in cases], step__in=("release", "gazette")).order_by(
        "case_id", "number"
    )
    found = {(act.case_id, act.detail.get("channel", ""), act.detail.get("link", "")) for act in released}
    found -= set(
        Takedown.objects.filter(document__in=[key for key, *_ in found]).values_list("document_id", "channel", "link")
    )
    if not found:
        return
    by, at = {take.case.pk: take.by for take in takes}, {act.case_id: act.at for act in acts}
    documents = {case.pk: case for case in cases}
    wanted = [copy for copy in sorted(found) if copy[1] in Channel.values]

    def room(fresh: list[Case]) -> None:
        Takedown.objects.bulk_create(
            Takedown(case=case, document_id=key, channel=channel, link=link)
            for case, (key, channel, link) in zip(fresh, wanted, strict=True)
        )

    openings = [
        Opening(
            documents[key].unit, f"撤下{Channel(channel).label}：{documents[key].title}"[:300], by[key], at[key],
            detail={"says": f"已在门户撤回，须同时从{Channel(channel).label}撤下"}, follows=True,
        )
        for key, channel, _ in wanted
    ]  # fmt: skip
    open_many("takedown", "ask", openings, room)
