"""Plays the year's stories through the very steps that staff take, many at a time (see ``acts.taking``).

A chunk of stories is one transaction: opened, then wave by wave, each step for all stories whose next move it is. What
was played is known by the stories' keys, so that a load that was cut off goes on where it stopped.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable

from gongkai.accounts.models import Post
from gongkai.acts.sitting import sitting
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import manuscripts
from gongkai.demo.manuscripts import BATCH
from gongkai.demo.stories import SAVE, Move, Story
from gongkai.disclosures import drafting
from gongkai.disclosures.drafting import Draft, Saving, Writing, open_records
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.steps import KIND

CHUNK = 1600


class Stage:
    """The county as the database has it: posts by unit and role, topics by code, records by the story they play."""

    def __init__(self) -> None:
        posts = Post.objects.select_related("unit", "person").order_by("pk")
        self.posts: dict[tuple[str, str], Post] = {}
        for post in posts:
            self.posts.setdefault((post.unit.name, post.role), post)
        self.topics = {topic.code: topic for topic in Topic.objects.all()}

    def post(self, story: Story, role: str) -> Post:
        return self.posts[story.body.name, role]


def play(stories: list[Story], progress: Callable[[int], object] = lambda done: None) -> None:
    """Plays what has not been played yet, in the order of the plan; ``progress`` gets how many more are done."""
    stage, done = Stage(), played()
    # The plan stays to the end and a chunk's rows to the chunk's: else the collector looks through them for ever.
    gc.freeze()
    often = gc.get_threshold()
    gc.set_threshold(20_000, *often[1:])
    try:
        for start in range(0, len(stories), CHUNK):
            chunk = stories[start : start + CHUNK]
            if chunk[-1].key not in done:
                with sitting():
                    _play_chunk(chunk, stage)
            progress(len(chunk))
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()


def played() -> set[int]:
    """Keys of the stories that the database holds."""
    return {int(key) for key in Disclosure.objects.filter(batch=BATCH).values_list("origin_key", flat=True)}


def _play_chunk(chunk: list[Story], stage: Stage) -> None:
    rows: dict[int, Disclosure] = {}
    first = [story for story in chunk if story.interprets is None]
    _open(first, stage, rows)
    _open([story for story in chunk if story.interprets is not None], stage, rows)
    for wave in range(max(len(story.moves) for story in chunk)):
        _wave([(story, story.moves[wave]) for story in chunk if wave < len(story.moves)], stage, rows)


def _open(stories: list[Story], stage: Stage, rows: dict[int, Disclosure]) -> None:
    if not stories:
        return
    papers = _papers(stories, rows)
    writings = [_writing(story, stage, papers) for story in stories]
    rows.update(zip((story.key for story in stories), open_records(writings), strict=True))


def _papers(stories: Iterable[Story], rows: dict[int, Disclosure]) -> dict[int, Disclosure]:
    """The records of the documents that these stories explain, by the key of their story."""
    wanted = {story.interprets.key for story in stories if story.interprets}
    elsewhere = [str(key) for key in wanted if key not in rows]
    found = Disclosure.objects.filter(batch=BATCH, origin_key__in=elsewhere) if elsewhere else ()
    return {key: rows[key] for key in wanted if key in rows} | {int(row.origin_key): row for row in found}


def _writing(story: Story, stage: Stage, papers: dict[int, Disclosure]) -> Writing:
    text = manuscripts.wording(story)
    values = manuscripts.values(story, text)
    if story.interprets:
        values["interprets"] = papers[story.interprets.key]
    draft = Draft(
        unit=stage.post(story, "proposer").unit,
        topic=stage.topics[story.topic],
        title=text.title,
        formed_on=story.formed,
        html=manuscripts.html(story, text),
        values=values,
        batch=BATCH,
        origin_key=str(story.key),
    )
    return Writing(draft, stage.post(story, "proposer"), story.opened, drafting.start_of_day(story.formed))


def _wave(moves: list[tuple[Story, Move]], stage: Stage, rows: dict[int, Disclosure]) -> None:
    """The next move of each story: every step in the order of the table, then the drafts that are written anew."""
    by_step: dict[str, list[tuple[Story, Move]]] = defaultdict(list)
    for story, move in moves:
        by_step[move.step].append((story, move))
    for step in KIND.steps:
        if step in by_step:
            taken = sorted(by_step[step], key=lambda pair: (pair[1].at, pair[0].key))
            takes = [
                Take(
                    rows[story.key].case,
                    stage.post(story, move.role),
                    move.at,
                    words=move.words,
                    detail=dict(move.detail),
                )
                for story, move in taken
            ]
            take_many(KIND.name, step, takes)
    if by_step[SAVE]:
        drafting.save_many([_saving(story, move, stage, rows[story.key]) for story, move in by_step[SAVE]])


def _saving(story: Story, move: Move, stage: Stage, row: Disclosure) -> Saving:
    """The draft as it stands with what the move adds to it."""
    edition = row.edition
    changed = {"change_note": move.note} if edition.number > 1 else {}
    html = manuscripts.amended(edition.html, move.note, story, move.at)
    draft = Draft(row.case.unit, row.topic, edition.title, edition.formed_on, html, changed)
    return Saving(row, row.case.version, draft, stage.post(story, move.role), move.at)
