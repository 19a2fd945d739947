"""The corpus: operations whose SQL and answers stand beside them, so that a change of either is a diff that a reviewer reads.

`tests/corpus/<area>/<case>.graphql` is the operation, `.json` the answer on every database, `.<database>.sql` the statements.
Lines that open with `##` say what must hold of it:

    ## statements: 3                        as many as there are distinct (relation, arguments) and selected counts
    ## rows: 25                             rows read by all statements together
    ## variables: {"first": 2}
    ## take: after = posts.pageInfo.endCursor   the operation runs first without `$after`; the value there is then given
    ## then: {"again": true}               variables of that second run alone
    ## errors: INVALID_CURSOR               codes of the errors, in alphabetical order

`GQL_TEST_RECORD=1 pytest tests/engine/test_corpus.py` writes the records anew, for you to read the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.engine.oracle import Oracle, Outcome, Sent

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SHOP_AREA = "shop"
RECORDING = bool(os.environ.get("GQL_TEST_RECORD"))


@dataclass(frozen=True, slots=True)
class Case:
    """One operation of the corpus with what it says about itself."""

    path: Path
    text: str
    remarks: dict[str, list[str]]

    @property
    def variables(self) -> dict[str, Any]:
        """The variables that are written down."""
        given: dict[str, Any] = orjson.loads("".join(self.remarks.get("variables", ["{}"])))
        return given

    @property
    def taken(self) -> Iterator[tuple[str, list[str]]]:
        """Variables to take out of the answer without them: name, and path of the value."""
        for remark in self.remarks.get("take", ()):
            name, _, path = remark.partition(" = ")
            yield name, path.split(".")

    def number(self, name: str) -> int:
        """A number that must be remarked."""
        return int(self.remarks[name][0])


def read_case(path: Path) -> Case:
    text = path.read_text()
    remarks: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            name, _, value = line.removeprefix("## ").partition(": ")
            remarks.setdefault(name, []).append(value)
    assert remarks.keys() <= {"statements", "rows", "variables", "take", "then", "errors"}, f"{path}: unknown remark"
    return Case(path, text, remarks)


CASES = [read_case(path) for path in sorted(CORPUS.glob("*/*.graphql"))]


def cases(*, of_shop: bool) -> pytest.MarkDecorator:
    chosen = [case for case in CASES if (case.path.parent.name == SHOP_AREA) is of_shop]
    return pytest.mark.parametrize("case", chosen, ids=lambda case: f"{case.path.parent.name}/{case.path.stem}")


@cases(of_shop=False)
async def test_an_operation_of_the_corpus_is_answered_as_recorded(case: Case, kind: str, zoo: Oracle) -> None:
    await _check(case, kind, zoo)


@cases(of_shop=True)
async def test_an_operation_over_the_reference_domain_is_answered_as_recorded(
    case: Case, kind: str, shop: Oracle
) -> None:
    await _check(case, kind, shop)


async def _check(case: Case, kind: str, oracle: Oracle) -> None:
    outcome = await _run(case, oracle)

    _check_record(case.path.with_suffix(f".{kind}.sql"), _written(outcome.sent))
    _check_record(case.path.with_suffix(".json"), _answer(outcome))
    counts = {"statements": outcome.statements, "rows": outcome.rows}
    if RECORDING:
        _record_counts(case.path, counts)
    else:
        assert {name: case.number(name) for name in counts} == counts
    assert outcome.statements == len(outcome.sent)
    assert case.remarks.get("errors", [""])[0] == ", ".join(sorted(outcome.codes))
    for sent in outcome.sent:
        # A row more for each list proves that there is a next page; with a cursor, another one what lies on its other side.
        sides = 2 if "UNION ALL" in sent.sql else 1
        assert sent.rows <= sent.kept + sides * max(1, sent.keys)


async def _run(case: Case, oracle: Oracle) -> Outcome:
    variables = case.variables
    if "take" in case.remarks:
        first = await oracle.compare(case.text, variables)
        for name, path in case.taken:
            value = first.data
            for step in path:
                value = value[int(step) if step.isdigit() else step]
            assert value is not None, f"there is nothing at {'.'.join(path)}"
            variables[name] = value
        variables |= orjson.loads(case.remarks.get("then", ["{}"])[0])
    return await oracle.compare(case.text, variables)


def _record_counts(path: Path, counts: dict[str, int]) -> None:
    text = path.read_text()
    for name, count in counts.items():
        text = re.sub(rf"^## {name}: \d+$", f"## {name}: {count}", text, flags=re.MULTILINE)
    path.write_text(text)


def _check_record(path: Path, text: str) -> None:
    if RECORDING:
        path.write_text(text)
        return
    assert path.is_file(), f"no record {path.name}; write it with GQL_TEST_RECORD=1 and read it"
    assert path.read_text() == text, f"{path.name} is not what is answered now; GQL_TEST_RECORD=1 records it anew"


def _answer(outcome: Outcome) -> str:
    body: dict[str, Any] = {"data": outcome.data}
    if outcome.answer.errors:
        body["errors"] = [
            {"message": message, "path": path, "code": code} for message, path, code in outcome.answer.errors
        ]
    return orjson.dumps(body, option=orjson.OPT_INDENT_2).decode() + "\n"


def _written(sent: list[Sent]) -> str:
    blocks = []
    for number, each in enumerate(sent, start=1):
        lines = "\n".join(line.rstrip() for line in each.sql.strip().splitlines())
        bound = orjson.dumps(each.parameters, default=repr, option=orjson.OPT_SORT_KEYS).decode()
        blocks.append(f"-- {number}. {each.fetch.scope}\n{lines};\n-- with {bound}\n")
    return "\n".join(blocks)


def test_every_record_belongs_to_an_operation() -> None:
    known = {case.path.with_suffix("") for case in CASES}

    stray = [
        path.name
        for path in CORPUS.glob("*/*")
        if path.suffix in (".sql", ".json") and path.with_name(path.name.split(".")[0]) not in known
    ]

    assert [] == stray


def test_the_corpus_is_there() -> None:
    assert len(CASES) >= 60
