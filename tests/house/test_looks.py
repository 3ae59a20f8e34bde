"""Whoever reads what a citizen told under seal leaves a look behind, at every staff address (个人信息保护法-51)."""

import pytest

from tests.house.test_matrix import ROOMS, asked, table
from tests.house.world.moment import AT

# What the bureau that handles it reads of a citizen, written by hand; of the office and of who watches in the matrix.
READ = {
    "foi": "Amendment.asked Request.described Request.name",
    "hotline": "Plea.phone Plea.words",
    "participation": "Opinion.email Opinion.name Opinion.phone Opinion.words SignUp.name SignUp.phone SignUp.reason",
    "windows": "ServiceCase.name ServiceCase.phone",
}


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "accounts"])
def test_no_address_shows_a_citizens_word_to_who_handles_it_without_a_look_kept(client, there, room, stand_at, db):
    stand_at(AT)
    client.force_login(there.county.xin.person, backend="gongkai.accounts.backend.PersonBackend")
    _, read = asked(client, [row for row in table("matrix.csv") if row["url"].startswith(f"{room}:")], there.world)
    assert read == set(READ.get(room, "").split())
