"""Matters and themes: the stages of one in order, a theme as one text, all of the county together (SQ-1, SQ-3.1)."""

from collections import defaultdict
from itertools import groupby

from gongkai.look import words
from gongkai.publication import laid, stamps, tags
from gongkai.publication.frame import Frame, frame
from gongkai.publication.gathered import Gathering
from gongkai.publication.models import Shown, ShownLink
from gongkai.publication.pages import Page, etag, kept, rendered

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


def compilation(address: str) -> Page | None:
    """A theme from end to end on one page: each paper in full with what explains it below, to be read or printed."""
    row = Shown.objects.live().filter(address=address, kind="dossier", fields__genre="theme").first()
    if row is None:
        return None
    number, around = stamps.of_scope("all")
    tag = etag(row.pk, "all", number, around)
    return Page(tag, kept(f"/d/{address}/all/", tag, lambda: _compilation(row, frame(around))))


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


def _compilation(row: Shown, around: Frame) -> bytes:
    said = row.fields
    explained = explanations([link["to"] for link in said["links"]])
    keys = {link["to"] for link in said["links"]} | {one["key"] for some in explained.values() for one in some}
    texts = {one.key: one for one in Shown.objects.live().filter(key__in=keys, kind="document").defer("plain")}
    parts = []
    for stage in said["stages"]:
        held = [link["to"] for link in stage["links"] if link["to"] in texts]
        chosen = dict.fromkeys(key for one in held for key in (one, *(below["key"] for below in explained[one])))
        if held:
            papers = [(texts[key], laid.laid_out(texts[key].html)) for key in chosen if key in texts]
            parts.append((stage["name"], papers))
    context = {"row": row, "parts": parts, "url": f"/d/{row.address}/", "permanent": f"{around.base}/d/{row.address}/"}
    crumbs = [(MATTERS.title, MATTERS.root), (row.title, f"/d/{row.address}/"), ("汇编", "")]
    frame = {"here": MATTERS.root, "meta": tags.of_item(row, around), "url": f"/d/{row.address}/all/"}
    return rendered("compilation", around, context, title=f"{row.title}：汇编", crumbs=crumbs, **frame)


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


def _gathered(kinds: list[dict], says: str) -> tuple[str, dict]:
    """Kinds with their rows; of a matter how many of its stages are open."""
    for row in (row for kind in kinds for row in kind["rows"]):
        told = row.pop("stages")
        open_, asked = sum(one["state"] == "shown" for one in told), sum(one["state"] != "never" for one in told)
        row["says"] = f"{asked} 个环节，已公开 {open_} 个" if row["genre"] == "matter" else ""
    return "gathered", {"title": MATTERS.title if says else kinds[0]["name"], "says": says, "kinds": kinds}


MATTERS: Gathering = Gathering(
    sort="dossier", root="/g/", title="全过程公开和专题", keywords="全过程公开,专题",
    says="重大决策、重大项目、改革和政策从决策到结果的全过程，以及按主题汇集的政策和解读",
    order=lambda row: (row["genre"] != "theme", row["code"], -row["docid"]),
    whole=lambda kinds, around: _gathered(kinds, MATTERS.says), one=lambda kind, around: _gathered([kind], ""),
    more={"unit_name": "unit_name", "stages": "stages"},
)  # fmt: skip
