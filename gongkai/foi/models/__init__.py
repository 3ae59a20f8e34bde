"""Tables of requests: how they come in, how they are handled, what becomes of the answers."""

from gongkai.foi.models.afterwards import Erasure, Likeness, Proactive, Trait
from gongkai.foi.models.amendments import Amendment
from gongkai.foi.models.asking import Knock, Number, Proof, Request
from gongkai.foi.models.disputes import Dispute
from gongkai.foi.models.handling import (
    Consultation,
    Correction,
    Decision,
    Delivery,
    Enclosure,
    Extension,
    Fee,
    Volume,
)
from gongkai.foi.models.letters import Letter, Letterhead, LetterNumber, Wording
from gongkai.foi.models.severing import Mark, Material, Release

__all__ = [
    "Amendment", "Consultation", "Correction", "Decision", "Delivery", "Dispute", "Enclosure", "Erasure",
    "Extension", "Fee", "Knock", "Letter", "LetterNumber", "Letterhead", "Likeness", "Mark", "Material", "Number",
    "Proactive", "Proof", "Release", "Request", "Trait", "Volume", "Wording",
]  # fmt: skip
