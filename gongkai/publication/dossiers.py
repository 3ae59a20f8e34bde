"""What the page of a matter or a theme shows: its stages in order, each with what is public of it (SQ-1, SQ-3.1)."""

from collections import defaultdict
from itertools import groupby

from gongkai.look import words
from gongkai.publication.models import Shown, ShownLink

ON_THE_WAY = {"waiting": "尚未到", "never": "不适用"}


def context(row: Shown) -> dict:
    """For the template of a dossier; a paper that was withdrawn meanwhile is not told of."""
    said = row.fields
    known = papers(said)
    stages = [_stage(one, known) for one in said["stages"]]
    pairs = [(one["name"], one["meaning"]) for one in said["pairs"]]
    facts = [("公布机构", said["unit_name"]), ("最近更新", words.day(row.moment)), ("依据", "；".join(said["cites"]))]
    return {
        "facts": pairs + facts,
        "sections": [(phase, list(some)) for phase, some in groupby(stages, key=lambda one: one["phase"])],
        "path": _path(stages),
        "compilation": f"/d/{row.address}/all/" if said["genre"] == "theme" and row.address else "",
    }


def papers(said: dict) -> dict[str, dict]:
    """What is out of all that a dossier points to, by key: {url, title, moment, explained: [{url, title}]}."""
    keys = [link["to"] for link in said["links"]]
    rows = Shown.objects.live().filter(key__in=keys).values_list("key", "address", "title", "moment")
    found = {
        key: {"url": f"/d/{address}/", "title": title, "moment": moment, "explained": []}
        for key, address, title, moment in rows
    }
    for key, some in explanations(found).items():
        found[key]["explained"] = some
    return found


def explanations(keys) -> dict[str, list[dict]]:
    """Interpretations that are out, by the key of what they interpret, the oldest first."""
    links = ShownLink.objects.filter(kind="interprets", target__in=list(keys), source__withdrawn=None)
    found: dict[str, list[dict]] = defaultdict(list)
    named = links.order_by("source__docid").values_list("target", "source__key", "source__address", "source__title")
    for target, key, address, title in named:
        found[target].append({"key": key, "url": f"/d/{address}/", "title": title})
    return found


def _stage(one: dict, known: dict[str, dict]) -> dict:
    links = [known[link["to"]] for link in one["links"] if link["to"] in known]
    links += [{"url": link["to"], "title": link["title"], "away": True} for link in one["links"] if link["title"]]
    word = "已公开" if links else ON_THE_WAY.get(one["state"], "暂无公开信息")
    return {**one, "links": links, "word": word}


def _path(stages: list[dict]) -> list[tuple[str, int, int]]:
    """(phase, how many of its stages are open, how many apply) of a matter; a theme has no phases."""
    told = [(phase, list(some)) for phase, some in groupby(stages, key=lambda one: one["phase"]) if phase]
    return [
        (phase, sum(bool(one["links"]) for one in some), sum(one["state"] != "never" for one in some))
        for phase, some in told
    ]
