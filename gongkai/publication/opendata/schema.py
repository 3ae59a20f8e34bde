"""The interface described in OpenAPI 3.1, made from the strict record types: what a type gains is described, too."""

from datetime import date, datetime
from typing import Any

from gongkai.publication.frame import Frame
from gongkai.publication.opendata import words
from gongkai.publication.opendata.objects import HIDDEN, RECORDS
from gongkai.publication.parts import Attachment, Link
from gongkai.publication.strict import Strict, shape

PATH = "/api/v1/openapi.json"
Schema = dict[str, Any]
PLAIN: dict[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
RESOURCES = (
    ("/api/v1/documents", "信息，从新到旧；可以按栏目、机构、类别、日期取"),
    ("/api/v1/documents/{id}", "一件信息的全部公开字段"),
    ("/api/v1/lists/{id}/rows", "一份清单的各行"),
    ("/api/v1/columns", "全部栏目"),
    ("/api/v1/units", "全部机构"),
    ("/api/v1/search", "按字词查找"),
    ("/api/v1/changes", "某个变动号以后的公布、更新和撤回，从旧到新；保存副本的，用它跟上"),
)
PARAMETERS = {
    "column": "栏目代码",
    "unit": "机构代码",
    "kind": "类别",
    "from": "公布日期不早于",
    "until": "公布日期不晚于",
    "after": "上一页给出的 next 里的数；不写的，从头取",
    "limit": "一页的条数，1 到 100，不写的为 20",
    "q": "要找的字词，最多 200 个字，用空格隔开的都要有",
    "id": "编号",
}
OF_PATH = {
    "/api/v1/documents": ("column", "unit", "kind", "from", "until", "after", "limit"),
    "/api/v1/documents/{id}": ("id",),
    "/api/v1/lists/{id}/rows": ("id", "after", "limit"),
    "/api/v1/columns": (),
    "/api/v1/units": (),
    "/api/v1/search": ("q", "column", "unit", "from", "until", "after", "limit"),
    "/api/v1/changes": ("after", "limit"),
}
HEAD = ("id", "kind", "path", "turn")
BRIEF: tuple[str, ...] = (
    *HEAD,
    "title",
    "column",
    "unit",
    "unit_name",
    "published",
    "changed",
    "doc_no",
    "index_no",
    "validity",
)
BRIEF += ("summary",)
TYPES = {"turn": {"type": "integer"}} | dict.fromkeys(("published", "changed", "withdrawn"), PLAIN[datetime])
FAULTS = {
    "400": "参数写错了",
    "404": "没有这个编号",
    "410": "已经撤回，写明时间和理由",
    "429": "问得太密，过一会儿再问",
}


def openapi(around: Frame) -> dict:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{around.face.name}政务公开数据接口", "version": "1", "description": words.LICENCE,
            "license": {"name": "注明来源，免费再利用", "url": f"{around.base}/data/"},
        },
        "servers": [{"url": around.base or "/"}],
        "paths": {path: {"get": _operation(path, says)} for path, says in RESOURCES},
        "components": {"schemas": schemas()},
    }  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Schemas of every kind of record, of the parts they are made of, of lists, tombstones and faults."""
    found: dict[str, Schema] = {}
    for kind, cls in RECORDS.items():
        own = _fields(cls, found)
        more = {name: _plain(name) for name in (*HEAD, "published", "changed")}
        text = {"text": _plain("text")} if "html" in own else {}
        found[_name(cls)] = _object({**more, **own, **text}, words.KINDS.get(kind, ""))
        found[_name(cls)]["additionalProperties"] = False
    every = [{"$ref": f"#/components/schemas/{_name(cls)}"} for cls in RECORDS.values()]
    gone = (*HEAD, "withdrawn", "reason")
    found["Brief"] = _object({name: _plain(name) for name in BRIEF}, "列表里的一条")
    found["Tombstone"] = _object({name: _plain(name) for name in gone}, "撤回的信息只留下这些")
    found["Any"] = {"anyOf": [*every, _ref("Tombstone")]}
    fault = _object({"code": PLAIN[str], "message": PLAIN[str]}, "哪里不对，怎样改")
    found["Fault"] = _object({"error": fault}, "差错")
    for name, item in (("Briefs", _ref("Brief")), ("Changes", _ref("Any")), ("Rows", _ref("ListedRow"))):
        found[name] = _page(item)
    found["Changes"]["properties"]["turn"] = _plain("turn")
    found["Hits"] = _page(_object({**found["Brief"]["properties"], "excerpt": PLAIN[str]}, "找到的一条"))
    found["Hits"]["properties"]["count"] = PLAIN[str] | {"description": "共有多少条；超过一千条的写作 1,000+"}
    found["Columns"], found["Units"] = _page(_ref("ColumnRecord")), _page(_ref("UnitRecord"))
    return found


def _operation(path: str, says: str) -> dict:
    answers = dict(zip((one for one, _ in RESOURCES), _ANSWERS, strict=True))
    good = {"description": says, "content": {"application/json": {"schema": _ref(answers[path])}}}
    faults = {
        code: {"description": what, "content": {"application/json": {"schema": _ref(_FAULT.get(code, "Fault"))}}}
        for code, what in FAULTS.items()
    }
    unchanged = {"304": {"description": "与您保存的（If-None-Match）相同"}}
    named = [_parameter(name, path) for name in OF_PATH[path]]
    return {"summary": says, "parameters": named, "responses": {"200": good, **unchanged, **faults}}


_ANSWERS = ("Briefs", "Any", "Rows", "Columns", "Units", "Hits", "Changes")
_FAULT = {"410": "Tombstone"}


def _parameter(name: str, path: str) -> dict:
    where = "path" if f"{{{name}}}" in path else "query"
    kind = {"after": {"type": "integer", "minimum": 0}, "limit": {"type": "integer", "minimum": 1, "maximum": 100}}
    kind |= {"from": PLAIN[date], "until": PLAIN[date]}
    required = where == "path" or name == "q"
    return {
        "name": name, "in": where, "required": required, "description": PARAMETERS[name],
        "schema": kind.get(name, PLAIN[str]),
    }  # fmt: skip


def _fields(cls: type[Strict], found: dict[str, Schema]) -> dict[str, Schema]:
    told: dict[str, Schema] = {}
    for name, allowed, item in shape(cls):
        if name in HIDDEN:
            continue
        if item is None:
            told[name] = _optional(allowed) | {"description": words.FIELDS.get(name, "")}
        else:
            told[name] = {"type": "array", "items": _item(item, found), "description": words.FIELDS.get(name, "")}
    if cls is Attachment:
        told["path"] = _plain("path")
    return told


def _item(item: type, found: dict[str, Schema]) -> Schema:
    if item is Link:
        found["Link"] = _object({name: _plain(name) for name in ("kind", "name", "title", "to")}, "有关的信息")
    elif issubclass(item, Strict):
        found[_name(item)] = _object(_fields(item, found), "")
    else:
        return PLAIN[item]
    return _ref(_name(item))


def _optional(allowed: tuple[type, ...]) -> Schema:
    plain = PLAIN[allowed[0]]
    return {**plain, "type": [plain["type"], "null"]} if type(None) in allowed else plain


def _plain(name: str) -> Schema:
    return TYPES.get(name, PLAIN[str]) | {"description": words.FIELDS.get(name, "")}


def _object(fields: dict[str, Schema], says: str) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields)} | ({"description": says} if says else {})


def _page(item: Schema) -> Schema:
    following = {"type": ["string", "null"], "description": "下一页的地址；没有下一页的为空"}
    return _object({"items": {"type": "array", "items": item}, "next": following}, "")


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _name(cls: type) -> str:
    return cls.__name__
