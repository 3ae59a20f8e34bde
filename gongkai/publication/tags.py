"""The national page tags (国办发〔2017〕47号, annex): of a list what column it is, of an item its column and itself."""

from gongkai.look import words
from gongkai.publication.frame import Frame
from gongkai.publication.models import Shown

Tags = list[tuple[str, str]]


def of_list(name: str, description: str, keywords: str, kind: str) -> Tags:
    """Of a list that is no column of the catalogue; ``kind``: a type of column."""
    tags = {"ColumnName": name, "ColumnDescription": description, "ColumnKeywords": keywords, "ColumnType": kind}
    return list(tags.items())


def of_item(row: Shown, around: Frame) -> Tags:
    """Of a page of content, which carries those of its column, too."""
    said = row.fields
    tags = {
        "ArticleTitle": row.title,
        "PubDate": words.moment(row.moment),
        "ContentSource": said.get("source") or said.get("unit_name", ""),
        "Keywords": ",".join(said.get("keywords", ())),
        "Author": said.get("author", ""),
        "Description": said.get("summary", ""),
        "Url": f"{around.base}/d/{row.address}/" if around.base else "",
    }
    return [*of_column(row, around), *((name, content) for name, content in tags.items() if content)]


def of_column(row: Shown, around: Frame) -> Tags:
    """Of what stands under a column and tells nothing of itself."""
    return around.meta(row.column or row.fields.get("shelf", ""))
