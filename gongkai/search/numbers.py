"""Document numbers: the moment in whole seconds, then a serial, so that the highest number is the newest document."""

from datetime import UTC, datetime

SERIAL_BITS = 22


def docid(moment: datetime, serial: int) -> int:
    """Number of the document shown at ``moment``. ``serial`` sets documents of one second apart.

    Raises ValueError for a moment before 1970.
    """
    seconds = int(moment.timestamp())
    if seconds < 0:
        raise ValueError(f"公布时间 {moment:%Y-%m-%d} 早于1970年，请核对")
    return seconds << SERIAL_BITS | serial & (1 << SERIAL_BITS) - 1


def first_at(moment: datetime) -> int:
    """The lowest number a document of ``moment`` or later can have."""
    return max(0, int(moment.timestamp())) << SERIAL_BITS


def moment_of(number: int) -> datetime:
    return datetime.fromtimestamp(number >> SERIAL_BITS, UTC)
