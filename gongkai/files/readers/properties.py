"""Who wrote a file, by its properties (ECMA-376 part 2, §11; the Info dictionary of a PDF)."""

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator, Mapping

from gongkai.files.readers.parts import Trace

CORE, APP = "docProps/core.xml", "docProps/app.xml"
LABELS = {"creator": "作者", "lastModifiedBy": "最后修改者", "Manager": "经理", "Author": "作者"}
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}")
LATIN = re.compile(r"[A-Z][a-z]+(?:[ .][A-Z][a-z]+){1,2}")
# Four characters or fewer that name an office, a machine's owner or nobody, not a person.
NOBODY = re.compile(
    r".*(?:局|办|委|院|处|科|室|部|厅|站|所|队|会|社|府|中心|公司|政府|机关|镇|乡|县|市|区|用户|管理员|作者|电脑|系统)"
)
PROGRAMS = re.compile(r"Microsoft|Office|Windows|Adobe|Libre|User|Admin|Apache|Foxit|Word|Excel", re.IGNORECASE)


def people_in(archive: zipfile.ZipFile) -> list[Trace]:
    """Names of persons among an office file's properties."""
    said: dict[str, str] = {}
    for part in (CORE, APP):
        if part in archive.namelist():
            root = ElementTree.fromstring(archive.read(part))
            said |= {element.tag.rpartition("}")[2]: (element.text or "") for element in root.iter()}
    return people(said)


def people(said: Mapping[str, str]) -> list[Trace]:
    """Names of persons among properties by name: ``creator``, ``lastModifiedBy``, ``Manager``, ``Author``."""
    return list(_people(said))


def _people(said: Mapping[str, str]) -> Iterator[Trace]:
    for name, label in LABELS.items():
        for word in re.split(r"[;；,，、]", said.get(name, "")):
            if _is_person(word.strip()):
                yield Trace("person", label, _masked(word.strip()))


def _is_person(word: str) -> bool:
    if CHINESE.fullmatch(word):
        return not NOBODY.fullmatch(word)
    return bool(LATIN.fullmatch(word)) and not PROGRAMS.search(word)


def _masked(word: str) -> str:
    return word[0] + "*" * (len(word) - 1)
