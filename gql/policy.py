"""Which rows a viewer sees: a `Policy` says so as SQL, and every statement that reads rows of its model obeys.

    class PostPolicy(Policy[Post]):
        def rows(self, viewer: Viewer) -> ColumnElement[bool]:
            return true() if viewer.has("staff") else Post.status == PostStatus.PUBLISHED

Statements are kept and shared by all viewers for whom `rows` has the same form: the form is a `RowCondition`, with a parameter
in the place of every value, and what differs from viewer to viewer is bound. A `Visibility` is what one viewer sees in one
operation; it asks each policy at most once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, ColumnElement, bindparam, true
from sqlalchemy.sql.annotation import _deep_deannotate
from sqlalchemy.sql.elements import True_
from sqlalchemy.sql.visitors import replacement_traverse

from gql.context import Viewer

Model = TypeVar("Model")

MAX_CONDITIONS = 256
"""Forms of `rows` that are kept per policy. Roles make a handful; more means that values stand in the SQL itself."""


class Policy(Generic[Model]):
    """What viewers may see of `Model`, and of every model that inherits from it. As it stands, they see everything.

    A policy is pure: it asks nothing but the viewer, and does no I/O. One object serves all requests.
    """

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        """The rows that `viewer` sees, as a condition on the mapped class; where it is NULL, the row is hidden.

        Called once per operation. Subqueries may read any model, and see all rows of it.
        """
        return true()


@dataclass(frozen=True, slots=True, eq=False)
class RowCondition:
    """One form of a policy's `rows`: `clause` over the mapped class, with a parameter called by each of `names`.

    `clause` is None where all rows are seen.
    """

    policy: ModelPolicy
    clause: ColumnElement[bool] | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ModelPolicy:
    """The policy of one mapped class. `number` tells it from the others of its gateway, in the names of parameters."""

    model: type[Any]
    policy: Policy[Any]
    number: int
    conditions: dict[object, RowCondition] = field(default_factory=dict)

    def condition(self, viewer: Viewer) -> tuple[RowCondition, tuple[Any, ...]]:
        """The form of what `viewer` sees, the same object for all viewers of that form, and this viewer's values."""
        clause = self.policy.rows(viewer)
        cached = clause._generate_cache_key()
        if cached is None:  # a custom construct that SQLAlchemy cannot compare: a statement of its own each time
            return RowCondition(self, clause, ()), ()
        condition = self.conditions.get(cached.key)
        if condition is None:
            if len(self.conditions) >= MAX_CONDITIONS:
                self.conditions.clear()
            condition = self.conditions[cached.key] = _condition(self, clause)
        return condition, tuple([bind.effective_value for bind in cached.bindparams])


def _condition(policy: ModelPolicy, clause: ColumnElement[bool]) -> RowCondition:
    if isinstance(clause, True_):
        return RowCondition(policy, None, ())
    # SQLAlchemy shields the inside of `has()` and `any()` from replacement; parameters stand there too.
    bare = _deep_deannotate(clause, ("no_replacement_traverse",))
    cached = bare._generate_cache_key()
    binds = {id(bind): position for position, bind in enumerate(cached.bindparams if cached is not None else ())}
    names = [f"viewer{policy.number}_{position}" for position in range(len(binds))]

    def as_parameter(element: Any, **_: Any) -> BindParameter[Any] | None:
        position = binds.get(id(element))
        if position is None:
            return None
        return bindparam(
            names[position],
            type_=element.type,
            expanding=element.expanding,
            literal_execute=element.literal_execute,
        )

    return RowCondition(policy, replacement_traverse(bare, {}, as_parameter), tuple(names))


class Visibility:
    """What one viewer sees in one operation."""

    __slots__ = ("_asked", "_found", "_viewer")

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._found: dict[ModelPolicy, tuple[RowCondition, tuple[Any, ...]]] = {}
        self._asked: dict[RowCondition, None] = {}

    def condition(self, policy: ModelPolicy) -> RowCondition:
        """What a policy lets the viewer see; noted for the statement that is being built."""
        condition = self._find(policy)[0]
        self._asked[condition] = None
        return condition

    def shares(self, conditions: Iterable[RowCondition]) -> bool:
        """Whether a statement that was built under these conditions is the viewer's too."""
        return all(self._find(condition.policy)[0] is condition for condition in conditions)

    def forms(self, conditions: Iterable[RowCondition]) -> tuple[RowCondition, ...]:
        """The viewer's own conditions for the policies of these."""
        return tuple([self._find(condition.policy)[0] for condition in conditions])

    def parameters(self, conditions: Iterable[RowCondition]) -> dict[str, Any]:
        """The viewer's values for a statement that was built under these conditions."""
        parameters: dict[str, Any] = {}
        for condition in conditions:
            parameters.update(zip(condition.names, self._find(condition.policy)[1], strict=True))
        return parameters

    @contextmanager
    def building(self) -> Iterator[dict[RowCondition, None]]:
        """While a statement is built for the viewer; what is given gathers the conditions that stand in it."""
        asked: dict[RowCondition, None] = {}
        self._asked = asked
        token = _visibility.set(self)
        try:
            yield asked
        finally:
            _visibility.reset(token)

    def _find(self, policy: ModelPolicy) -> tuple[RowCondition, tuple[Any, ...]]:
        found = self._found.get(policy)
        if found is None:
            found = self._found[policy] = policy.condition(self._viewer)
        return found


_visibility: ContextVar[Visibility] = ContextVar("visibility")


def row_condition(policy: ModelPolicy) -> RowCondition:
    """What the viewer sees for whom a statement is being built.

    Raises `LookupError` if it is built for nobody: without a viewer no row may be read.
    """
    visibility = _visibility.get(None)
    if visibility is None:
        raise LookupError(f"{policy.model.__name__} has a policy, and a statement reads it for no viewer.")
    return visibility.condition(policy)


def bind_policies(policies: Mapping[type[Any], Policy[Any]]) -> tuple[ModelPolicy, ...]:
    """The policies of a gateway, each with its number."""
    return tuple(ModelPolicy(model, policy, number) for number, (model, policy) in enumerate(policies.items()))
