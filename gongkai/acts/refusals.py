"""Why something cannot be done, in words for the person who tried."""


class Refused(Exception):
    """An act that was not done. ``str()`` is a Chinese sentence: what is wrong, where, what to do."""

    status = 403


class NotYourRole(Refused):
    """The post does not hold the role that the step asks for, or its unit does not cover the case's."""


class SameHands(Refused):
    """One person may not do both of two steps that check each other."""


class WrongState(Refused):
    """The step does not start from where the case stands."""

    status = 409


class NotReviewed(Refused):
    """An earlier act that must hold is missing, or fell with a later edit."""

    status = 409


class Overtaken(Refused):
    """Somebody else acted first."""

    status = 409


class StaleDraft(Refused):
    """The draft was saved by somebody else since it was opened."""

    status = 409


class Unready(Refused):
    """The record itself is not ready: elements missing, findings open. ``reasons`` is a list of sentences."""

    status = 409

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__(";".join(reasons))
