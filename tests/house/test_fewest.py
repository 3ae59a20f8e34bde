"""What is left out on PostgreSQL: tests whose statements others send there, and the dearest for the least."""

import json
from random import Random

from tests.fewest import SHARE, fewest, main, shape

pytest_plugins = ["pytester"]


def test_nearly_every_statement_is_sent_by_somebody_chosen():
    rng = Random(7)
    tests = {f"t{n}": (rng.random(), frozenset(rng.sample("abcdefghijklmnopqrstuvwxyz", rng.randint(0, 6))), False)
             for n in range(300)}  # fmt: skip
    chosen = fewest(tests)
    assert len({one for name in chosen for one in tests[name][1]}) >= SHARE * 26
    assert len(chosen) < 30


def test_what_is_dearest_for_the_one_statement_that_it_adds_is_left_to_the_whole_run():
    tests = {f"t{n}": (0.1, frozenset({f"s{n}"}), False) for n in range(98)} | {"dear": (9.0, frozenset("ab"), False)}
    assert fewest(tests) == tests.keys() - {"dear"}


def test_the_cheaper_of_two_that_send_the_same_is_chosen():
    assert fewest({"dear": (2.0, frozenset("ab"), False), "cheap": (0.1, frozenset("ab"), False)}) == {"cheap"}


def test_who_is_never_left_out_spares_others():
    tests = {"kill": (9.0, frozenset("a"), True), "same": (0.1, frozenset("a"), False)}
    assert fewest(tests | {"none": (0.1, frozenset(), False)}) == {"kill"}


def test_only_the_chosen_run_and_what_was_never_noted(pytester, monkeypatch):
    pytester.makepyfile(
        test_one="def test_a(): pass\ndef test_b(): pass\ndef test_new(): pass", test_two="import nothing"
    )
    sent = {"test_one.py::test_a": [0.1, ["s"], False], "test_one.py::test_b": [9.0, ["s"], False]}
    pytester.path.joinpath("notes").mkdir()
    pytester.path.joinpath("notes", "1.json").write_text(json.dumps(sent))
    main(str(pytester.path / "notes"), str(pytester.path / "chosen.json"))
    monkeypatch.setenv("GONGKAI_FEWEST", str(pytester.path / "chosen.json"))
    pytester.makeconftest("from tests import fewest\npytest_configure = fewest.register")
    pytester.runpytest("-p", "no:django").assert_outcomes(passed=2, deselected=1)


def test_a_statement_is_the_same_whatever_its_values_and_how_many():
    one = shape('SELECT "a" FROM "t" WHERE "id" IN (%s, %s, %s) AND "n" = %s')
    assert one == shape('SELECT "a" FROM "t" WHERE "id" IN (%s, %s) AND "n" = %s')
    assert one != shape('SELECT "a" FROM "t" WHERE "id" IN (%s, %s) AND "m" = %s')
    assert shape('SAVEPOINT "s140_x12"') == shape('SAVEPOINT "s7_x1"')
    assert shape('SELECT "a" FROM "t" LIMIT 51') == shape('SELECT "a" FROM "t" LIMIT 6')
    assert shape("INSERT INTO t VALUES (%s, %s), (%s, %s)") == shape("INSERT INTO t VALUES (%s, %s)")


def test_who_was_chosen_first_and_adds_nothing_to_those_after_it_goes_again():
    tests = {"first": (1.0, frozenset("abcd"), False), "left": (0.9, frozenset("abx"), False),
             "right": (0.9, frozenset("cdy"), False)}  # fmt: skip
    assert fewest(tests) == {"left", "right"}
