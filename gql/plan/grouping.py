"""The arguments of `groupBy` as a `Grouping`: keys, what groups must come to, their order, how many, and where days begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gql.errors import InvalidInput
from gql.mapping.aggregates import COUNT, Aggregate, AggregateFunction
from gql.mapping.groups import GroupKey, group_keys
from gql.mapping.model_type import ModelType
from gql.plan.ordering import MAX_ORDER_TERMS, read_direction
from gql.plan.page import PageLimits

MAX_DEPTH = 20
"""Objects within objects of a `having`."""
MAX_CONDITIONS = 500


@dataclass(frozen=True, slots=True)
class GroupTerm:
    """One term of the order of groups: a key, or an aggregate."""

    of: GroupKey | Aggregate
    descending: bool
    nulls_first: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """An aggregate under an operator (`eq neq gt gte lt lte`), against `parameter`."""

    aggregate: Aggregate
    operator: str
    parameter: str


@dataclass(frozen=True, slots=True)
class Combination:
    """Parts of which all hold (`and`), some hold (`or`), or the only one does not hold (`not`)."""

    kind: str
    parts: tuple[Having, ...]


Having: TypeAlias = Comparison | Combination

EVERY_GROUP = Combination("and", ())
"""What holds for all groups."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """What `groupBy` asks for. `terms` are a total order of the groups; `values` are bound, all else is in `signature`."""

    keys: tuple[GroupKey, ...]
    terms: tuple[GroupTerm, ...]
    having: Having
    values: Mapping[str, Any]
    limit: int
    zone: str
    signature: str


def read_grouping(model_type: ModelType, arguments: Mapping[str, Any], scope: str, limits: PageLimits) -> Grouping:
    """What coerced arguments of `groupBy` ask for; `scope` is the connection, for messages.

    Raises `InvalidInput` for no keys, an order by what is not grouped by, an unknown time zone, a null in `having`, and
    anything beyond the limits.
    """
    place = f"{scope}.groupBy"
    known = group_keys(model_type)
    keys = tuple(dict.fromkeys(known[_name(each)] for each in arguments["keys"]))
    if not keys:
        raise InvalidInput(f"{place}: keys must name at least one key; aggregate gives the whole list.")
    zone = _read_zone(arguments.get("timeZone"), place)
    terms = _read_terms(model_type, arguments.get("orderBy") or (), keys, place)
    reader = _HavingReader(model_type)
    having = reader.read(arguments["having"], f"{place}.having", 1) if "having" in arguments else EVERY_GROUP
    signature = "|".join(
        (
            ",".join(key.name for key in keys),
            ",".join(f"{term.of.name}{'-' if term.descending else '+'}{term.nulls_first}" for term in terms),
            _signature(having),
            zone,
        )
    )
    return Grouping(
        keys, terms, having, reader.values, _read_limit(arguments.get("first"), place, limits), zone, signature
    )


def _read_limit(first: int | None, place: str, limits: PageLimits) -> int:
    if first is None:
        return limits.default_size
    if not 0 <= first <= limits.max_size:
        raise InvalidInput(f"{place}: first must be from 0 to {limits.max_size}, got {first}.")
    return first


def _read_zone(name: str | None, place: str) -> str:
    if name is None:
        return "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        shown = name if len(name) <= 50 else f"{name[:50]}…"
        message = f'{place}: timeZone {shown!r} is not known; give an IANA name such as "Europe/Paris".'
        raise InvalidInput(message) from error
    return name


def _read_terms(
    model_type: ModelType, order_by: Sequence[Mapping[str, Any]], keys: tuple[GroupKey, ...], place: str
) -> tuple[GroupTerm, ...]:
    if len(order_by) > MAX_ORDER_TERMS:
        raise InvalidInput(f"{place}: orderBy takes at most {MAX_ORDER_TERMS} terms, got {len(order_by)}.")
    terms: dict[GroupKey | Aggregate, GroupTerm] = {}
    for item in order_by:
        ((name, value),) = item.items()
        of: GroupKey | Aggregate = COUNT
        if isinstance(value, Mapping):
            ((inner, value),) = value.items()
            if name == "key":
                of = group_keys(model_type)[inner]
                if of not in keys:
                    raise InvalidInput(f"{place}: orderBy names the key {inner}, which keys does not.")
            else:
                of = Aggregate(AggregateFunction(name), model_type.attributes[inner])
        terms.setdefault(of, GroupTerm(of, *read_direction(value)))
    for key in keys:
        terms.setdefault(key, GroupTerm(key, descending=False, nulls_first=False))
    return tuple(terms.values())


def _name(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)


@dataclass(slots=True)
class _HavingReader:
    model_type: ModelType
    values: dict[str, Any] = field(default_factory=dict)

    def read(self, having: Any, place: str, depth: int) -> Having:
        """What one object of a `having` asks; it holds if all its fields do."""
        if depth > MAX_DEPTH:
            raise InvalidInput(f"{place}: having holds at most {MAX_DEPTH} objects within one another.")
        parts: list[Having] = []
        for name, value in _present(having, place):
            there = f"{place}.{name}"
            if name in ("and", "or"):
                inner = tuple(self.read(each, f"{there}[{at}]", depth + 1) for at, each in enumerate(value))
                parts.append(Combination(name, inner))
            elif name == "not":
                parts.append(Combination(name, (self.read(value, there, depth + 1),)))
            elif name == "count":
                parts += self._comparisons(COUNT, value, there)
            else:
                for attribute, comparison in _present(value, there):
                    aggregate = Aggregate(AggregateFunction(name), self.model_type.attributes[attribute])
                    parts += self._comparisons(aggregate, comparison, f"{there}.{attribute}")
        return parts[0] if len(parts) == 1 else Combination("and", tuple(parts))

    def _comparisons(self, aggregate: Aggregate, comparison: Any, place: str) -> Iterator[Having]:
        scalar = aggregate.result().scalar
        for operator, operand in _present(comparison, place):
            if len(self.values) == MAX_CONDITIONS:
                raise InvalidInput(f"{place}: having holds at most {MAX_CONDITIONS} conditions.")
            parameter = f"h{len(self.values)}"
            try:
                self.values[parameter] = operand if scalar.from_json is None else scalar.from_json(operand)
            except ValueError as error:
                raise InvalidInput(f"{place}.{operator}: {error}") from error
            yield Comparison(aggregate, operator, parameter)


def _present(fields: Any, place: str) -> list[tuple[str, Any]]:
    """The fields of an input object, none of which may be null."""
    if fields is None:
        raise InvalidInput(f"{place}: null is no condition; leave it out.")
    for name, value in fields.items():
        if value is None:
            raise InvalidInput(f"{place}.{name}: null is no operand; leave it out.")
    return list(fields.items())


def _signature(having: Having) -> str:
    if isinstance(having, Comparison):
        return f"{having.aggregate.name} {having.operator}"
    return f"{having.kind}({','.join(map(_signature, having.parts))})"
