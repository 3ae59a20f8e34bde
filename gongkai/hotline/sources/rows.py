"""A row of a platform as it must be: strict, each fault told in words; the table and the interface read by the same."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gongkai.acts.clock import BEIJING
from gongkai.hotline.vocabulary import Sort

LABELS = {
    "outside": "工单号", "at": "受理时间", "sort": "类型", "gist": "事由", "words": "内容", "name": "姓名",
    "phone": "电话", "address": "地址",
}  # fmt: skip
SORTS = {one.label: one.value for one in Sort}
LONGEST, EARLIEST = 4000, 2000


class Row(BaseModel):
    """One case of a platform. ``at`` without a zone is Beijing's."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True)

    outside: str = Field(min_length=1, max_length=60)
    at: str = Field(min_length=1, max_length=32)
    sort: Literal["求助", "咨询", "投诉", "建议", "举报"]
    gist: str = Field(default="", max_length=60)
    words: str = Field(min_length=1, max_length=LONGEST)
    name: str = Field(default="", max_length=40)
    phone: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=200)

    @field_validator("at")
    @classmethod
    def is_a_moment(cls, said: str) -> str:
        if datetime.fromisoformat(said).year < EARLIEST:
            raise ValueError(said)
        return said

    @field_validator("*")
    @classmethod
    def can_be_kept(cls, said: str) -> str:
        if "\0" in said:
            raise ValueError("no sign of any script")
        return said

    @property
    def moment(self) -> datetime:
        found = datetime.fromisoformat(self.at)
        return found if found.tzinfo else found.replace(tzinfo=BEIJING)

    @property
    def code(self) -> str:
        return SORTS[self.sort]


def read(said: object) -> Row:
    """Raises ``ValueError`` with a sentence; the value itself, which may be private, is not repeated."""
    try:
        return Row.model_validate(said)
    except ValidationError as fault:
        raise ValueError("；".join(dict.fromkeys(map(_says, fault.errors(include_input=False))))) from None


def _says(error) -> str:
    place = str(error["loc"][0]) if error["loc"] else ""
    name, kind, told = LABELS.get(place, place), error["type"], error.get("ctx", {})
    if kind == "missing" or kind == "string_too_short":
        return f"缺“{name}”，请填写"
    if kind == "string_too_long":
        return f"“{name}”超过 {told['max_length']} 个字，请缩短"
    if kind == "extra_forbidden":
        return f"不认得“{name}”这一项，请去掉"
    if kind == "literal_error":
        return f"“{name}”应是{'、'.join(SORTS)}之一"
    if place == "at":
        return f"“{name}”写得不对，请写成 2026-01-05 09:30"
    return f"“{name}”写得不对，请核对"
