"""`where` as a tree: what it asks (which decides the SQL) apart from the values it asks with (which are bound).

A tree holds attributes, operators and the names `w0`, `w1` … of its parameters. Its `signature` is equal for equal trees, so a
statement is kept by it. Reading refuses what the schema's types cannot: nulls, and filters without end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from gql.mapping.filters import Operator, Quantifier
from gql.mapping.model_type import Attribute, Relation, SearchedText

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A value of a row under an operator, against `parameter`.

    `holds` is what `isNull` and `isEmpty` ask for; they have no parameter.
    """

    attribute: Attribute
    operator: Operator
    parameter: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class DocumentCondition:
    """A value at a path of a JSON document under an operator, against `parameter`.

    `is_index` says of each step of the path whether it is the number of an item; the steps themselves are the parameter
    `{parameter}_path`. `kind` is that of an operand that is compared: number, string or boolean; of one for
    `contains`, it is its form as JSON.
    """

    attribute: Attribute
    operator: Operator
    parameter: str
    is_index: tuple[bool, ...]
    holds: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class KeyCondition:
    """The primary key under `eq`, `neq`, `in`, `nin` or `isNull`, against the keys of ids."""

    operator: Operator
    parameter: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; of no parts, it does."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds; of no parts, none does."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; unknown stays unknown."""

    part: Filter


@dataclass(frozen=True, slots=True)
class Related:
    """Some, none or every row of a relation satisfies `filter`."""

    relation: Relation
    quantifier: Quantifier
    filter: Filter


@dataclass(frozen=True, slots=True)
class RelatedCount:
    """The number of a relation's rows under an operator."""

    relation: Relation
    operator: Operator
    parameter: str


class SearchForm(Enum):
    """How words are looked for: in an index, in the rows themselves, or some of them in each."""

    INDEX = "index"
    ROWS = "rows"
    INDEX_AND_ROWS = "both"


@dataclass(frozen=True, slots=True)
class Matches:
    """All words of a search, which are the parameter `SEARCH`, are in `search`."""

    search: SearchedText
    form: SearchForm


SEARCH = "search"

Filter: TypeAlias = (
    Condition | DocumentCondition | KeyCondition | AllOf | AnyOf | Not | Related | RelatedCount | Matches
)


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """A filter of a list.

    `values` are its operands by parameter, as Python has them; a list for `in` and its like. `matches` is the part of it that is
    a search.
    """

    filter: Filter
    signature: str
    values: Mapping[str, Any]
    matches: Matches | None = None


EVERYTHING = Where(AllOf(()), "", {})
"""The filter that all rows satisfy."""


def signature_of(tree: Filter) -> str:
    """A text that is equal for filters whose SQL is equal, over one ModelType: parameters are called the same in both."""
    match tree:
        case Condition():
            return f"{tree.attribute.name} {'' if tree.holds else '!'}{tree.operator.value} {tree.parameter}"
        case DocumentCondition():
            steps = "".join("#" if is_index else "." for is_index in tree.is_index)
            return f"{tree.attribute.name}{steps} {'' if tree.holds else '!'}{tree.operator.value} {tree.parameter} {tree.kind}"
        case KeyCondition():
            return f"@ {'' if tree.holds else '!'}{tree.operator.value} {tree.parameter}"
        case AllOf():
            return f"({'&'.join(map(signature_of, tree.parts))})"
        case AnyOf():
            return f"[{'|'.join(map(signature_of, tree.parts))}]"
        case Not():
            return f"-({signature_of(tree.part)})"
        case Related():
            return f"{tree.relation.name} {tree.quantifier.value}({signature_of(tree.filter)})"
        case Matches():
            return f"? {tree.form.value}"
        case RelatedCount():
            return f"{tree.relation.name} count {tree.operator.value} {tree.parameter}"
