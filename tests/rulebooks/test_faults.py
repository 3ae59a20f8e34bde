"""The documents' own faults are told by the linter and acknowledged one by one; nothing else is found."""

import pytest

from gongkai.law.lint import lint, open_findings
from tests.rulebooks.sheet import rulebook


@pytest.mark.parametrize("name", ["dy-2018", "kf-2013", "bw"])
def test_every_finding_is_acknowledged_and_every_acknowledgement_is_used(name):
    assert [finding.says for finding in open_findings(lint(rulebook(name)))] == []


@pytest.mark.parametrize(
    "name, code, at",
    [
        ("dy-2018", "total-above", "total"),
        ("dy-2018", "total-below", "total"),
        ("kf-2013", "full-unreachable", "t1.online"),
        ("kf-2013", "points-never-lost", "t1.catalogue"),
        ("bw", "issued-missing", ""),
    ],
)
def test_a_fault_of_the_document_is_found_and_says_why_it_stands(name, code, at):
    (found,) = [finding for finding in lint(rulebook(name)) if (finding.code, finding.at) == (code, at)]
    assert found.accepted
