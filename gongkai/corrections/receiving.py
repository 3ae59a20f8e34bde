"""Taking in a reader's report: no account, a code and a second secret in return, no more than a person would send."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.corrections.models import Channel, Report
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import titled
from gongkai.publication.models import Shown
from gongkai.vault.sealed import digest

LETTERS, DICE = "abcdefghijkmnopqrstuvwxyz", SystemRandom()
OVER = timedelta(hours=1)
MOST, MOST_OF_ALL = 5, 300  # within ``OVER``, from one place and from everywhere


class TooMany(Exception):
    """More reports than readers would write; ``str()`` says when to try again."""


@dataclass(frozen=True)
class Said:
    """What a reader wrote, from which network address it came, about which page (None: the site) or which way in to
    which unit; ``noticed``: by the house itself.
    """

    sort: str
    words: str
    contact: str
    sender: str
    page: Shown | None = None
    channel: str = ""
    about: Unit | None = None
    noticed: bool = False

    @property
    def title(self) -> str:
        if self.about:
            return f"{self.about.name}：{Channel(self.channel).label}"
        return f"{titled(self.page.title[:280])}的纠错" if self.page else "对网站的纠错"


@dataclass(frozen=True)
class Receipt:
    code: str
    secret: str


def receive(said: Said, at: datetime) -> Receipt:
    """Opens the case at the unit that owns the page. Raises ``TooMany``; then nothing was written."""
    sender = "" if said.noticed else digest(f"纠错 {said.sender}")
    if not said.noticed:
        _ask_measure(sender, at)
    receipt = Receipt("".join(DICE.choices(LETTERS, k=10)), f"{DICE.randrange(10**6):06d}")

    def room(cases: list[Case]) -> None:
        Report.objects.create(
            case=cases[0], code=receipt.code, secret=_secret(receipt.code, receipt.secret),
            page=said.page.key if said.page else "", disclosure=_disclosure(said.page), sort=said.sort,
            words=said.words, contact=said.contact or None, sender=sender, at=at,
            channel=said.channel, about=said.about,
        )  # fmt: skip

    step = "report_channel" if said.about else "report"
    open_many("correction", step, [Opening(_owner(said.page), said.title, None, at, follows=True)], room)
    return receipt


def find(code: str, secret: str) -> Report | None:
    """The report of a code, where the second secret fits."""
    report = Report.objects.select_related("case__unit", "edition").filter(code=code.strip().lower()).first()
    if report and hmac.compare_digest(report.secret, _secret(report.code, secret.strip())):
        return report
    return None


def _secret(code: str, secret: str) -> str:
    return digest(f"{code} {secret}")


def _ask_measure(sender: str, at: datetime) -> None:
    lately = Report.objects.filter(at__gt=at - OVER)
    if lately.filter(sender=sender).count() >= MOST:
        raise TooMany(f"您在一小时内已经提交了 {MOST} 次，请过一小时再提交；急事请打网站下方的联系电话")
    if lately.count() >= MOST_OF_ALL:
        raise TooMany("现在提交的人太多，请过一会儿再提交；急事请打网站下方的联系电话")


def _disclosure(page: Shown | None) -> Disclosure | None:
    kind, _, key = (page.key if page else "").partition(":")
    return Disclosure.objects.filter(pk=int(key)).first() if kind == "disclosure" and key.isdecimal() else None


def _owner(page: Shown | None) -> Unit:
    """Whose page it is; what nobody owns goes to the highest unit."""
    owner = Unit.objects.filter(code=page.unit).first() if page and page.unit else None
    return owner or Unit.objects.filter(kind=Unit.Kind.GOVERNMENT).first() or Unit.objects.filter(parent=None)[0]
