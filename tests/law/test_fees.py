"""The fee for handling information, by the worked sums of 国办函〔2020〕109号."""

import pytest

from gongkai import shelf


@pytest.mark.parametrize(
    ("many", "yuan"),
    [(10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000), (51, 7400)],
)
def test_items_of_one_month_together(many, yuan):
    assert sum(shelf.fees().of_item(nth) for nth in range(1, many + 1)) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (300, 6700)]
)
def test_pages_of_one_request(pages, yuan):
    assert shelf.fees().of_pages(pages) == yuan
