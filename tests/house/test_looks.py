"""Whoever reads what a citizen told under seal leaves a look behind, at every staff address (个人信息保护法-51)."""

from tests.house import marked
from tests.house.test_matrix import address, table, world
from tests.house.world.moment import AT

__all__ = ["world"]
# What the bureau that handles it reads of a citizen, written by hand; of the office and of who watches in the matrix.
READ = (
    "Amendment.asked Opinion.email Opinion.name Opinion.phone Opinion.words Plea.phone Plea.words "
    "Request.described Request.name ServiceCase.name ServiceCase.phone SignUp.name SignUp.phone SignUp.reason"
)


def test_no_address_shows_a_citizens_word_to_who_handles_it_without_a_look_kept(sign_in, world, stand_at):
    stand_at(AT)
    marked.plant()
    client, read, unkept = sign_in("xin"), set(), {}
    for row in table("matrix.csv"):
        if not row["url"].startswith("accounts:"):
            _, shown, kept = marked.answer(lambda row=row: getattr(client, row["method"].lower())(address(row, world)))
            read |= shown
            if shown and not kept:
                unkept[row["url"]] = shown
    assert (unkept, read) == ({}, set(READ.split()))
