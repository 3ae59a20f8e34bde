"""Letters to a sample: a code each, shown once; what is kept is its digest, and not whose letter it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from django.db import transaction

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.look.words import riqi
from gongkai.papers import invitations
from gongkai.participation.models import Invitation, Subject, Survey
from gongkai.publication import qr
from gongkai.vault.sealed import digest

SIGNS, LENGTH, DICE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10, SystemRandom()  # none that looks like another
MOST = 5000  # of one printing


@dataclass(frozen=True)
class Letter:
    """One letter to print: whom it asks about, and its code."""

    number: int
    subject: Subject
    code: str

    @property
    def shown(self) -> str:
        """ABCDE-FGHJK, as it is printed."""
        return f"{self.code[:5]}-{self.code[5:]}"


def invite(survey: Survey, wanted: Mapping[int, int], by: Post, at: datetime) -> list[Letter]:
    """So many letters about each subject (by its key). Nothing of them can be shown a second time."""
    subjects = survey.subjects.select_related("unit").in_bulk(list(wanted))
    chosen = [subjects[key] for key, many in wanted.items() for _ in range(many)]
    letters = [Letter(n, one, "".join(DICE.choices(SIGNS, k=LENGTH))) for n, one in enumerate(chosen, start=1)]
    with transaction.atomic():
        says = f"印发邀请函 {len(letters)} 份，评议 {len([many for many in wanted.values() if many])} 个单位"
        survey.case.take("invite", by=by, at=at, detail={"says": says})
        Invitation.objects.bulk_create(
            [Invitation(survey=survey, subject=one.subject, code=mark(survey, one.code)) for one in letters],
            batch_size=500,
        )
    return letters


def paper(survey: Survey, letters: list[Letter], url: str) -> bytes:
    """The letters as PDF, a page each: what is asked and why, until when, the code, the address as words and as QR."""
    until = f"到{riqi(survey.closes)}为止，请用手机扫下面的码，或者在电脑上打开网址，填上邀请码和几道题。"
    lines = (
        survey.purpose, f"{until}不用登记姓名、电话，这个码只用来保证每封信填一份，和答卷不连在一起。",
    )  # fmt: skip
    signer, code = survey.case.unit, qr.of(url, "").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    told = [invitations.Letter(one.subject.unit.full_name or one.subject.unit.name, one.shown) for one in letters]
    return invitations.pdf(invitations.Mail(survey.case.title, lines, url, code, signer.full_name or signer.name, told))


def mark(survey: Survey, code: str) -> str:
    """The digest a code is kept by; small letters, spaces and dashes do not matter."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return digest(f"邀请 {survey.pk} {plain}")


def workbook(survey: Survey, letters: list[Letter], url: str) -> bytes:
    """A row a letter, for printing by mail merge; in no order that tells who gets which."""
    out = tables.OutColumn
    columns = [out("序号", "whole"), out("评议单位", width=24), out("邀请码", width=16), out("网址", width=44)]
    columns += [out("填写到", "date")]
    rows = [(one.number, one.subject.unit.name, one.shown, url, survey.closes) for one in letters]
    notes = ["每个邀请码只能用一次。这张表只给一次，系统里不留邀请码，请印好信函后删除。不要记下哪个码给了谁。"]
    sheet = tables.OutSheet("邀请函", columns, rows, f"{survey.case.title}邀请函", notes=notes)
    return tables.write_xlsx(None, [sheet])
