"""Reads a coerced `where` argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect

from gql.errors import InvalidInput
from gql.mapping.filters import (
    CASELESS,
    PATTERNS,
    Operator,
    Quantifier,
    filterable_attributes,
    filterable_relations,
    is_document,
)
from gql.mapping.model_type import Attribute, AttributeKind, Mirror, ModelType, Relation
from gql.plan.filters import (
    EVERYTHING,
    SEARCH,
    AllOf,
    AnyOf,
    Condition,
    DocumentCondition,
    Filter,
    KeyCondition,
    Matches,
    Not,
    Related,
    RelatedCount,
    Where,
    signature_of,
)
from gql.plan.json_operands import check_json, json_form, json_kind, read_path
from gql.plan.operands import read_id, read_operand, read_text
from gql.plan.search import read_search

MAX_DEPTH = 12
"""Objects within objects of a `where`: each `and`, `or`, `not` and relation is one."""
MAX_RELATIONS_DEEP = {"sqlite": 5}
"""Relations within relations, where it is less than `MAX_DEPTH`: SQLite's parser has a stack of 100 entries."""
MAX_OBJECTS = 200
MAX_CONDITIONS = 200
MAX_RELATIONS = 50
"""Relations in all: each is a subquery."""
MAX_VALUES = 10_000
"""Values in all lists of a `where` together."""
MAX_PATTERN_CHARS = 10_000
"""SQLite takes patterns of 50,000 bytes."""

_CHOICES: dict[Operator, Filter] = {Operator.IN: AnyOf(()), Operator.NIN: AllOf(())}
"""What a choice among nothing comes to: nothing is in an empty list, not even what is null."""
_LISTS = frozenset({Operator.IN, Operator.NIN, Operator.HAS_ANY, Operator.HAS_ALL})
_ORDERED = frozenset({Operator.GT, Operator.GTE, Operator.LT, Operator.LTE})
_CLAIMS = frozenset({Operator.IS_NULL, Operator.IS_EMPTY})
_TEXT_PARTS = frozenset((*PATTERNS, *CASELESS))


def read_filter(
    model_type: ModelType, arguments: Mapping[str, Any], scope: str, mirror: Mirror, dialect: Dialect
) -> Where:
    """Which rows the coerced `arguments` of a list ask for: those of its `where` that its `search` finds.

    Raises as `read_where` and `read_search` do.
    """
    where = EVERYTHING
    if "where" in arguments:
        where = read_where(model_type, arguments["where"], scope, mirror, dialect)
    text = arguments.get("search")
    if text is None:
        return where
    found, words = read_search(model_type, text, f"{scope}.search", dialect)
    tree = AllOf((where.filter, found)) if where is not EVERYTHING else found
    values = {**where.values, SEARCH: words} if words else where.values
    return Where(tree, signature_of(tree), values, found if isinstance(found, Matches) else None)


def read_where(model_type: ModelType, where: Any, scope: str, mirror: Mirror, dialect: Dialect) -> Where:
    """What a coerced `where` asks of rows of `model_type`; `scope` is the field that takes it, for messages.

    Raises `InvalidInput` or `InvalidId`, naming the place, for a null, for a value that its column cannot hold, for an id of
    another type, and for a filter beyond the limits above.
    """
    if not where and where is not None:
        return EVERYTHING
    reader = _WhereReader(mirror, dialect)
    tree = reader.read(model_type, where, f"{scope}.where", 1, 0)
    return Where(tree, signature_of(tree), reader.values)


class _WhereReader:
    def __init__(self, mirror: Mirror, dialect: Dialect) -> None:
        self._mirror = mirror
        self._dialect = dialect
        self._relations_deep = MAX_RELATIONS_DEEP.get(dialect.name, MAX_DEPTH)
        self._conditions = self._objects = self._relations = self._listed = 0
        self.values: dict[str, Any] = {}

    def read(self, model_type: ModelType, where: Any, place: str, depth: int, crossed: int) -> Filter:
        """The filter that one object of a `where` is, `depth` objects down and behind `crossed` relations.

        It is true if all its fields are.
        """
        self._objects += 1
        _limit(depth, MAX_DEPTH, "objects within one another", place)
        _limit(self._objects, MAX_OBJECTS, "objects", place)
        attributes, relations = filterable_attributes(model_type), filterable_relations(model_type)
        parts: list[Filter] = []
        for name, value in _present(where, place):
            there = f"{place}.{name}"
            if name in ("and", "or"):
                inner = tuple(
                    self.read(model_type, each, f"{there}[{at}]", depth + 1, crossed) for at, each in enumerate(value)
                )
                parts.append(AllOf(inner) if name == "and" else AnyOf(inner))
            elif name == "not":
                parts.append(Not(self.read(model_type, value, there, depth + 1, crossed)))
            elif name in attributes:
                parts += self._attribute(attributes[name], value, there)
            elif name in relations:
                parts += self._relation(relations[name], value, there, depth + 1, crossed + 1)
            else:
                parts += [self._key(model_type, *each, there) for each in _present(value, there)]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    # Values

    def _attribute(self, attribute: Attribute, operators: Mapping[str, Any], place: str) -> list[Filter]:
        if attribute.kind is AttributeKind.COMPOSITE:
            parts = {part.graphql_name: part for part in attribute.parts}
            return [
                condition
                for name, value in _present(operators, place)
                for condition in self._attribute(parts[name], value, f"{place}.{name}")
            ]
        if is_document(attribute):
            return self._document(attribute, operators, place)
        return [
            self._condition(attribute, Operator(name), operand, f"{place}.{name}")
            for name, operand in _present(operators, place)
        ]

    def _condition(self, attribute: Attribute, operator: Operator, operand: Any, place: str) -> Filter:
        parameter = self._count(place)
        if operator in _CLAIMS:
            return Condition(attribute, operator, parameter, holds=operand)
        if operator in _CHOICES and not operand:
            return _CHOICES[operator]
        value: Any
        if operator in _LISTS:
            value = [self._operand(attribute, each, f"{place}[{at}]") for at, each in self._listing(operand, place)]
        elif operator in _TEXT_PARTS:
            value = read_text(operand, place, MAX_PATTERN_CHARS)
        else:
            value = self._operand(attribute, operand, place)
        if operator in _ORDERED and attribute.scalar.enum_order:
            return self._ranked(attribute, operator, value, parameter)
        self.values[parameter] = value
        return Condition(attribute, operator, parameter)

    def _operand(self, attribute: Attribute, value: Any, place: str) -> Any:
        return read_operand(attribute, value, place, self._mirror, self._dialect)

    def _ranked(self, attribute: Attribute, operator: Operator, value: Any, parameter: str) -> Filter:
        """An order of enum values is that of their declaration, so it is a choice among them."""
        order = attribute.scalar.enum_order
        rank = order.index(value)
        chosen = {
            Operator.GT: order[rank + 1 :],
            Operator.GTE: order[rank:],
            Operator.LT: order[:rank],
            Operator.LTE: order[: rank + 1],
        }[operator]
        if chosen:
            self.values[parameter] = list(chosen)
            return Condition(attribute, Operator.IN, parameter)
        # No value lies beyond, and yet a null is not known to lie there or not.
        self.values[parameter] = value
        return AllOf((Condition(attribute, Operator.EQ, parameter), Condition(attribute, Operator.NEQ, parameter)))

    def _document(self, attribute: Attribute, operators: Mapping[str, Any], place: str) -> list[Filter]:
        asked = dict(_present(operators, place))
        path = read_path(asked.pop("path", ()), f"{place}.path")
        is_index = tuple(isinstance(step, int) for step in path)
        found: list[Filter] = []
        for name, operand in asked.items():
            there, operator = f"{place}.{name}", Operator(name)
            parameter = self._count(there)
            self.values[f"{parameter}_path"] = path
            if operator is Operator.IS_NULL:
                found.append(DocumentCondition(attribute, operator, parameter, is_index, operand))
                continue
            kind = ""
            if operator in _CHOICES and not operand:
                found.append(_CHOICES[operator])
                continue
            if operator in _LISTS:
                for at, each in self._listing(operand, there):
                    json_kind(each, f"{there}[{at}]")
                    check_json(each, f"{there}[{at}]")
            else:
                check_json(operand, there)
                kind = json_form(operand, there) if operator is Operator.CONTAINS else json_kind(operand, there)
            if operator in _ORDERED and kind == "boolean":
                raise InvalidInput(f"{there}: true and false have no order; give a number or a text.")
            self.values[parameter] = operand
            found.append(DocumentCondition(attribute, operator, parameter, is_index, True, kind))
        return found

    def _key(self, model_type: ModelType, name: str, operand: Any, place: str) -> Filter:
        operator, there = Operator(name), f"{place}.{name}"
        parameter = self._count(there)
        if operator is Operator.IS_NULL:
            return KeyCondition(operator, parameter, operand)
        if operator in _CHOICES and not operand:
            return _CHOICES[operator]
        if operator in _LISTS:
            listed = self._listing(operand, there)
            self.values[parameter] = [read_id(each, model_type, f"{there}[{at}]", self._mirror) for at, each in listed]
        else:
            self.values[parameter] = read_id(operand, model_type, there, self._mirror)
        return KeyCondition(operator, parameter)

    # Relations

    def _relation(self, relation: Relation, value: Any, place: str, depth: int, crossed: int) -> list[Filter]:
        target = relation.target
        self._relations += 1
        _limit(crossed, self._relations_deep, "relations within one another", place)
        _limit(self._relations, MAX_RELATIONS, "relations", place)
        if not relation.to_many:
            return [Related(relation, Quantifier.SOME, self.read(target, value, place, depth, crossed))]
        found: list[Filter] = []
        for name, inner in _present(value, place):
            there, quantifier = f"{place}.{name}", Quantifier(name)
            if quantifier is Quantifier.AGGREGATE:
                found += self._aggregate(relation, inner, there)
            elif quantifier is Quantifier.IS_EMPTY:
                self._count(there)
                found.append(Related(relation, Quantifier.NONE if inner else Quantifier.SOME, AllOf(())))
            else:
                found.append(Related(relation, quantifier, self.read(target, inner, there, depth, crossed)))
        return found

    def _aggregate(self, relation: Relation, aggregate: Any, place: str) -> list[Filter]:
        found: list[Filter] = []
        for function, operators in _present(aggregate, place):
            for name, operand in _present(operators, f"{place}.{function}"):
                there, operator = f"{place}.{function}.{name}", Operator(name)
                parameter = self._count(there)
                if operator in _CHOICES and not operand:
                    found.append(_CHOICES[operator])
                    continue
                if operator in _LISTS:
                    self._listing(operand, there)
                self.values[parameter] = operand
                found.append(RelatedCount(relation, operator, parameter))
        return found

    # Limits

    def _count(self, place: str) -> str:
        """The name of the next condition's parameter."""
        self._conditions += 1
        _limit(self._conditions, MAX_CONDITIONS, "conditions", place)
        return f"w{self._conditions - 1}"

    def _listing(self, values: Sequence[Any], place: str) -> list[tuple[int, Any]]:
        self._listed += len(values)
        _limit(self._listed, MAX_VALUES, "values in all its lists", place)
        return list(enumerate(values))


def _limit(number: int, most: int, noun: str, place: str) -> None:
    if number > most:
        raise InvalidInput(f"{place}: a filter holds at most {most} {noun}.")


def _present(fields: Any, place: str) -> list[tuple[str, Any]]:
    """The fields of an input object, none of which may be null."""
    if fields is None:
        raise InvalidInput(f"{place}: null is no condition; leave it out, or ask for null with isNull.")
    for name, value in fields.items():
        if value is None:
            raise InvalidInput(f"{place}.{name}: null is no operand; leave it out, or ask for null with isNull.")
    return list(fields.items())
