"""Who may do what, held against tables written by hand: a URL or a step without its row fails."""

import csv
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from gongkai.accounts.models import Person, Post, Role
from gongkai.acts import steps
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.taking import Take, allow
from tests.house import marked
from tests.house.world.moment import AT

HERE = Path(__file__).parent


def table(name):
    with (HERE / name).open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def staff_urls():
    """Names of every address under /staff/."""
    found = []
    for resolver in get_resolver().url_patterns:
        if str(resolver.pattern).startswith("staff/"):
            found += [f"{resolver.app_name}:{p.name}" for p in resolver.url_patterns if isinstance(p, URLPattern)]
    return found


def test_every_staff_address_has_its_row():
    assert sorted(staff_urls()) == sorted(row["url"] for row in table("matrix.csv"))


def test_every_step_has_its_row():
    known = sorted(f"{kind.name}.{step}" for kind in steps.kinds() for step in kind.steps)
    assert known == sorted(row["step"] for row in table("matrix_steps.csv"))


def test_a_step_belongs_to_the_roles_of_its_row():
    rows = table("matrix_steps.csv")
    written = {row["step"]: {role for role in Role.values if row[role] == "x"} for row in rows}
    assert {name: set(step_of(name).roles) for name in written} == written


def test_every_other_role_is_refused_the_step(county, write):
    case, let_through = write().case, []
    for row in table("matrix_steps.csv"):
        step = step_of(row["step"])
        case.status = next(iter(step.frm), case.status)
        let_through += [
            (row["step"], role) for role in Role.values if row[role] != "x" and taken(step, case, county, role)
        ]
    assert let_through == []


def step_of(name):
    kind, _, step = name.partition(".")
    return steps.kind(kind).steps[step]


def taken(step, case, county, role) -> bool:
    """Whether a post of this role may take it: any other refusal than of the role lets it through here."""
    try:
        allow(step, [Take(case, Post(person=county.xin.person, unit=county.roads, role=role), AT, words="x")])
    except NotYourRole:
        return False
    return True


def address(row, world):
    names = [word.strip() for word in row["args"].split("/") if word.strip()]
    return reverse(row["url"], args=[world.get(name, name) for name in names])


ROOMS = sorted({row["url"].partition(":")[0] for row in table("matrix.csv")})


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("role", ["nobody", *Role.values])
def test_addresses_answer_each_role_as_written_and_keep_a_look_at_every_citizens_word(
    client, there, room, role, stand_at, db
):
    stand_at(AT)
    if role != "nobody":
        person = Person.objects.create(username=f"m-{role}", name="某", password="!")
        unit = there.county.town if role in OTHER_UNIT else there.county.top
        Post.objects.create(person=person, unit=unit, role=role)
        client.force_login(person, backend="gongkai.accounts.backend.PersonBackend")
    rows = [row for row in table("matrix.csv") if row["url"].startswith(f"{room}:")]
    answers, read = asked(client, [row for row in rows if row["url"] != "accounts:sign-out"], there.world)
    assert answers == {row["url"]: row[role] for row in rows if row["url"] in answers}
    assert read == set(READ.get((role, room), "").split())


def asked(client, rows, world) -> tuple[dict[str, str], set[str]]:
    """What each address answered, and what citizens told under seal could be read there; of each a look was kept."""
    answers, read, unkept = {}, set(), {}
    for row in rows:
        said, shown, kept = marked.answer(lambda row=row: getattr(client, row["method"].lower())(address(row, world)))
        answers[row["url"]] = str(said.status_code)
        read |= shown
        if shown and not kept:
            unkept[row["url"]] = shown
    assert unkept == {}
    return answers, read


OTHER_UNIT = ("proposer", "secrecy", "reviewer", "publisher")  # of another unit: to them the record does not exist
READ = {  # what each of these may read of a citizen in a room, written by hand; the other unit helps with a plea
    ("proposer", "hotline"): "Plea.words",
    ("reviewer", "hotline"): "Plea.words",
    ("office", "corrections"): "Report.words",
    ("office", "foi"): "Amendment.asked Request.described Request.name",
    ("office", "hotline"): "Plea.phone Plea.words",
    ("office", "participation"): "Opinion.words",
}
