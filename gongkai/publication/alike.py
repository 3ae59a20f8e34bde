"""What is out already that a description in somebody's own words may mean (D4): told before they ask for it."""

import math
import re
from collections import defaultdict

from gongkai.publication.found import url_of
from gongkai.publication.models import Shown
from gongkai.search import index
from gongkai.search.folding import fold

SHOWN, TRIED, EACH, LOOKED_AT = 5, 14, 50, 200
LEAST = 4  # characters of a name that are what was said
KINDS = ("document", "text", "register", "entry", "dossier", "result")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]\d{1,5}号")
# What people say around the thing itself.
AROUND = re.compile(
    r"申请(?:公开|获取|提供)?|公开|我们?|本人|想要?|需要|要求|希望|请(?:贵[局镇县]|你们?)?|提供|了解|知道|获取|查询|查阅|"
    r"关于|有关|相关|一份|全部|所有|具体|以及|还有|或者|复印件|政府信息|信息|文件|材料|内容|情况|资料|"
    r"[的了和与及在是之为对由将把被等]|\d{4}年度?|\d+月|\d+日|本县|我县|全县|贵局"
)
PIECE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,}")
LONG, STEP = 6, 2


def offers(words: str) -> list[dict]:
    """{title, url, unit, moment} of what is out and may be meant, the likeliest first; none by too bold a guess."""
    weights, points = {}, defaultdict[int, float](float)
    for piece in _pieces(words)[:TRIED]:
        hits = index.find("public", piece, limit=EACH)
        weights[piece] = (len(piece) - 1) / math.log2(2 + hits.count)
        for number in hits.ids:
            points[number] += weights[piece]
    likely = sorted(points, key=lambda number: -points[number])[:LOOKED_AT]
    out = Shown.objects.live().filter(docid__in=likely, kind__in=KINDS).defer("html", "plain")
    told = [(_in_title(row, weights), points[row.docid], row) for row in out]
    best = sorted((one for one in told if one[0]), key=lambda one: (-one[0], -one[1], -one[2].docid))[:SHOWN]
    return [
        {"title": row.title, "url": url_of(row), "unit": row.fields.get("unit_name", ""), "moment": row.moment}
        for *_, row in best
    ]


def _in_title(row: Shown, weights: dict[str, float]) -> float:
    """How much of what was said stands in the name, or in the number, of an item; 0 where that may be chance."""
    name = fold(f"{row.title} {row.fields.get('doc_no', '')}")
    held = [piece for piece in weights if piece in name]
    return sum(weights[piece] for piece in held) if sum(map(len, held)) >= LEAST else 0.0


def _pieces(words: str) -> list[str]:
    """Words to look for, the most telling first: numbers of documents, then what is left when common words go."""
    said = fold(words)
    numbers = [fold(found[0]) for found in NUMBER.finditer(words)]
    left = [piece for some in AROUND.split(said) if some for piece in PIECE.findall(some)]
    short = [piece for piece in left if len(piece) <= LONG]
    cut = [piece[at : at + 4] for piece in left if len(piece) > LONG for at in range(0, len(piece) - 3, STEP)]
    found = [piece[: index.LONGEST] for piece in (*numbers, *sorted(short, key=len, reverse=True), *cut)]
    return list(dict.fromkeys(found))
