"""What is left out on PostgreSQL: tests whose statements others send there, and the dearest for the least."""

from random import Random

from tests.fewest import SHARE, fewest, shape


def test_nearly_every_statement_is_sent_by_somebody_chosen():
    rng = Random(7)
    tests = {f"t{n}": (rng.random(), frozenset(rng.sample("abcdefghijklmnopqrstuvwxyz", rng.randint(0, 6))))
             for n in range(300)}  # fmt: skip
    chosen = fewest(tests, [])
    assert len({one for name in chosen for one in tests[name][1]}) >= SHARE * 26
    assert len(chosen) < 30


def test_what_is_dearest_for_the_one_statement_that_it_adds_is_left_to_the_whole_run():
    tests = {f"t{n}": (0.1, frozenset({f"s{n}"})) for n in range(98)} | {"dear": (9.0, frozenset("ab"))}
    assert fewest(tests, []) == tests.keys() - {"dear"}


def test_the_cheaper_of_two_that_send_the_same_is_chosen():
    assert fewest({"dear": (2.0, frozenset("ab")), "cheap": (0.1, frozenset("ab"))}, []) == {"cheap"}


def test_who_is_always_chosen_spares_others_and_who_was_never_noted_is_chosen():
    tests = {"kill": (9.0, frozenset("a")), "same": (0.1, frozenset("a")), "none": (0.1, frozenset()), "new": None}
    assert fewest(tests, ["kill"]) == {"kill", "new"}


def test_a_statement_is_the_same_whatever_its_values_and_how_many():
    one = shape('SELECT "a" FROM "t" WHERE "id" IN (%s, %s, %s) AND "n" = %s')
    assert one == shape('SELECT "a" FROM "t" WHERE "id" IN (%s, %s) AND "n" = %s')
    assert one != shape('SELECT "a" FROM "t" WHERE "id" IN (%s, %s) AND "m" = %s')
    assert shape('SAVEPOINT "s140_x12"') == shape('SAVEPOINT "s7_x1"')
    assert shape('SELECT "a" FROM "t" LIMIT 51') == shape('SELECT "a" FROM "t" LIMIT 6')
    assert shape("INSERT INTO t VALUES (%s, %s), (%s, %s)") == shape("INSERT INTO t VALUES (%s, %s)")
