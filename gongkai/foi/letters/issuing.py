"""A letter becomes final: read over, numbered by unit and year, dated; the trail says which, never what it says."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Unready, WrongState
from gongkai.acts.taking import Take, take_many
from gongkai.checks import privacy
from gongkai.foi import numbering
from gongkai.foi.handling import deciding
from gongkai.foi.letters import heads, matters, writing
from gongkai.foi.letters.matters import Wanted
from gongkai.foi.letters.writing import State, Writing
from gongkai.foi.models import Decision, Letter, LetterNumber, Request, Wording
from gongkai.papers.letters.assembling import Words, assemble
from gongkai.papers.letters.checking import ERROR, WARNING, Flaw, check

Reasons = dict[int, list[str]]
STEP = "issue_letter"


def flaws(letter: Letter, at: datetime) -> list[Flaw]:
    """What is wrong with a letter as it stands, and what private words are in it."""
    matter = matters.of_letter(letter, writing.found_of(letter), at.astimezone(BEIJING).date())
    words = writing.words_of(letter)
    private = {privacy.NAMES.get(one.kind, "个人信息") for one in privacy.find(words.text) if one.kind in privacy.NAMES}
    told = [Flaw("letter-private", f"正文里有{one}，请核对该不该写进这份文书", WARNING) for one in sorted(private)]
    return [*check(shelf.replies(), matter, words), *told]


def issue(letter: Letter, by: Post, at: datetime) -> None:
    """A paper on the way to the decision is final. Raises ``Unready`` with every error that is left in it."""
    writing.ask_officer(by)
    if letter.decision:
        raise WrongState("答复决定的文书随审批编号，不用另办")
    if letter.state != State.DRAFT:
        raise WrongState("这份文书已经编号或者作废了")
    if wrong := [one.says for one in flaws(letter, at) if one.level == ERROR]:
        raise Unready(wrong)
    number_many([letter], [Take(letter.request.case, by, at, follows=True)])


def void(letter: Letter, words: str, by: Post, at: datetime) -> None:
    """A paper that was written wrongly is given up, with why; its number is never used again."""
    writing.ask_officer(by)
    if letter.decision:
        raise WrongState("答复决定的文书随答复一起退回，不单独作废")
    with transaction.atomic():
        if not Letter.objects.filter(pk=letter.pk).exclude(state=State.VOID).update(state=State.VOID):
            raise WrongState("这份文书已经作废了")
        says = f"{name_of(letter)}作废"
        take = Take(letter.request.case, by, at, words=words, detail={"says": says}, follows=True)
        take_many("request", "void_letter", [take])


def is_read_over(cases, takes) -> Reasons:
    """No error is left in the letter of a decision; one that nobody wrote says what the catalogue says."""
    found: Reasons = {}
    days = {take.case.pk: take.at.astimezone(BEIJING).date() for take in takes}
    rows = _decided(list(days))
    letters = _letters(rows)
    for row, matter in zip(rows, matters.gather([_wanted(row, days[row.pk]) for row in rows]), strict=True):
        words = letters[row.pk][1] if row.pk in letters else assemble(shelf.replies(), matter)
        if wrong := [one.says for one in check(shelf.replies(), matter, words) if one.level == ERROR]:
            found[row.pk] = wrong
    return found


def with_decision(cases, takes, acts) -> None:
    """The letters of what was approved are final; where nobody wrote one, it is written from the catalogue."""
    by_case = {case.pk: (case, take) for case, take in zip(cases, takes, strict=True)}
    rows = _decided(list(by_case))
    letters = {key: letter for key, (letter, _) in _letters(rows).items()}
    bare = [row for row in rows if row.pk not in letters]
    if bare:
        Letter.objects.filter(request__in=bare, decision=True, state=State.DRAFT).update(state=State.VOID)
        writings = [
            Writing(row, row.decision.reply, deciding.findings_of(row.decision), None, by_case[row.pk][1].at)
            for row in bare
        ]
        letters |= {one.request_id: one for one in writing.write_many(writings)}
    following = [by_case[row.pk] for row in rows]
    number_many(
        [letters[row.pk] for row in rows], [Take(case, take.by, take.at, follows=True) for case, take in following]
    )


def number_many(letters: Sequence[Letter], takes: Sequence[Take]) -> None:
    """Numbers and dates; one that has its number keeps it. All or none; ``takes`` are of their cases."""
    if not takes:
        return
    with transaction.atomic():
        days = {letter.pk: take.at.astimezone(BEIJING).date() for letter, take in zip(letters, takes, strict=True)}
        for letter in letters:
            letter.day, letter.state = days[letter.pk], State.FINAL
        fresh = [one for one in letters if not one.number and shelf.replies()[one.paper].numbered]
        organs = heads.organs({one.request.case.unit for one in fresh})
        wanted = [(one.request.case.unit_id, days[one.pk].year) for one in fresh]
        for letter, nth in zip(fresh, numbering.following(LetterNumber, wanted), strict=True):
            letter.number = f"{organs[letter.request.case.unit_id].code}〔{days[letter.pk].year}〕{nth}号"
        writing.freeze(letters, [take.at for take in takes])
        Letter.objects.bulk_update(letters, ["number", "day", "state", "version"], batch_size=200)
        for letter, take in zip(letters, takes, strict=True):
            take.detail["says"] = name_of(letter)
        take_many("request", STEP, list(takes))


def name_of(letter: Letter) -> str:
    """补正告知书 试交公开〔2026〕3号."""
    name = shelf.replies()[letter.paper].title if letter.decision else shelf.replies()[letter.paper].name
    return f"{name} {letter.number}".strip()


def _decided(keys: list[int]) -> list[Request]:
    rows = Request.objects.filter(pk__in=keys, decision__isnull=False)
    return list(rows.select_related("case__unit", "decision", "delivery"))


def _letters(rows: Sequence[Request]) -> dict[int, tuple[Letter, Words]]:
    """By request: the letter whose words the decision is bound to, and these words."""
    bound = {row.decision.letter: row for row in rows if row.decision.letter}
    kept = Wording.objects.filter(sha256__in=bound, letter__request__in=rows).select_related("letter")
    found = {}
    for one in kept:
        row, letter = bound[one.sha256], one.letter
        letter.request = row
        found[row.pk] = (letter, writing.read(one))
    return found


def _wanted(row: Request, day: date) -> Wanted:
    decision: Decision = row.decision
    return Wanted(row, decision.reply, day, deciding.findings_of(decision))
