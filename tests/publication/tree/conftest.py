"""A tree of files in a folder of its own, over a small portal."""

import shutil

import pytest
from django.test import override_settings

from gongkai.files import store
from gongkai.publication import door, folder
from gongkai.publication.models import Site
from gongkai.publication.records import Attachment
from gongkai.publication.tree.writing import Writer
from tests.county import moment
from tests.publication.samples import AT, column, document, text, unit

NOW = moment("2026-01-12 10:30")


@pytest.fixture(scope="module")
def stood(lasting, tmp_path_factory):
    """A column under another, a unit, 45 documents on two pages, a guide, all written: made once for a module.

    Each of its tests is rolled back to where this one stands, and has a copy of the folder.
    """
    data = tmp_path_factory.mktemp("portal")
    with override_settings(DATA=data, PUBLIC="", SCANNER=""):
        _lay()
        Writer().catch_up(NOW)
    return data


def _lay():
    Site.objects.create(
        name="试县人民政府", domain="www.shixian.gov.cn", phone="0825-1111111", host="试县人民政府办公室"
    )
    top = column("zcwj", "政策文件", column_type="政策文件", navigated=True)
    door.show_many([top, column(parent="zcwj"), column("other", "别的栏目"), unit(), unit("swj", "水务局")], at=AT)
    door.show_many([*(document(number) for number in range(1, 46)), text()], at=AT)


@pytest.fixture
def tree(db, settings, tmp_path):
    """Writes what is stale: ``tree()`` returns the paths it changed."""
    settings.DATA, settings.PUBLIC, settings.SCANNER = tmp_path, "", ""
    return lambda now=NOW: Writer().catch_up(now)


@pytest.fixture
def portal(stood, tree, tmp_path):
    """The small portal, all of it written, for one test to change."""
    shutil.copytree(stood, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tree


@pytest.fixture
def attachment(tree):
    """A stored file as a record lists it: ``attachment("附表.docx", b"…")``."""
    from tests.files import office

    def kept(name, words="附表里的字"):
        row = store.keep(office.paper(words), name=name, at=AT, by=None)
        return Attachment(name, row.size, row.media_type, row.sha256)

    return kept


def on_disk():
    """Every public path that has a file, without styles."""
    return {path for path in folder.below("/") if not path.startswith("/static/")}


def said(path):
    return folder.place(path).read_text("utf-8", "replace")
