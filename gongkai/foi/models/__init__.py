"""Tables of requests: how they come in, how they are handled, what becomes of the answers."""

from gongkai.foi.models.amendments import Amendment
from gongkai.foi.models.asking import Access, Knock, Number, Proof, Request
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

__all__ = [
    "Access", "Amendment", "Consultation", "Correction", "Decision", "Delivery", "Dispute", "Enclosure", "Extension",
    "Fee", "Knock", "Number", "Proof", "Request", "Volume",
]  # fmt: skip
