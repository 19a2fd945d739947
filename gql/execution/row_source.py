"""Python source over rows: how each field of a row becomes an expression of the function that writes all rows of an Output."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable, Sequence
from typing import Any

from graphql import GraphQLError

from gql.execution.batches import Batch, Batches
from gql.mapping.ids import id_encoder, integer_id_template
from gql.mapping.model_type import Attribute, AttributeKind
from gql.plan.nodes import (
    AncestryField,
    CompositeField,
    ConnectionField,
    Fetch,
    IdField,
    JoinedField,
    LeafField,
    ListField,
    ObjectField,
    RowField,
    ToOneField,
    TypeNameField,
)

Writer = Callable[[Any], Any]


class NeedsCompletion(Exception):
    """A value, row or Fetch failed: the response needs the walk that knows paths."""


def missing() -> Any:
    """What takes the place of a value that must not be null and is."""
    raise NeedsCompletion


def leaf_writer(attribute: Attribute, *, trusts_columns: bool) -> Writer | None:
    """How a value of `attribute` that is not None becomes JSON; None for values that the encoder takes as they are.

    `trusts_columns` says that the database enforces its column types, so that their range need not be looked at again.
    """
    scalar = attribute.scalar
    is_trusted = trusts_columns and attribute.kind is AttributeKind.COLUMN
    write = scalar.to_json if is_trusted else scalar.unchecked_to_json or scalar.to_json
    if not attribute.is_list:
        return write
    return _list_writer(attribute, write)


def _list_writer(attribute: Attribute, write: Writer | None) -> Writer:
    to_list, item_nullable, scalar_name = attribute.to_list or list, attribute.item_nullable, attribute.scalar.name

    def write_list(values: Any) -> list[Any]:
        items = to_list(values)
        if not item_nullable and None in items:
            raise NeedsCompletion
        if scalar_name != "JSON" and list in map(type, items):
            raise GraphQLError(f"{scalar_name} cannot represent a list: the stored array has more than one dimension.")
        return items if write is None else [None if item is None else write(item) for item in items]

    return write_list


def composite_writer(
    field: CompositeField, *, trusts_columns: bool
) -> Callable[[Sequence[Any]], dict[str, Any] | None]:
    """How the values of a composite's parts become one object: null when all of them are."""
    parts = field.attribute.parts
    writers = [leaf_writer(part, trusts_columns=trusts_columns) for part in parts]

    def write(values: Sequence[Any]) -> dict[str, Any] | None:
        if all(value is None for value in values):
            if field.nullable:
                return None
            raise NeedsCompletion
        written: dict[str, Any] = {}
        for key, index in field.fields:
            if isinstance(index, str):
                written[key] = index
                continue
            value, writer = values[index], writers[index]
            if value is None and not parts[index].nullable:
                raise NeedsCompletion
            written[key] = value if value is None or writer is None else writer(value)
        return written

    return write


class RowSource:
    """Python source of one compiled function: expressions over a row `r`, and the names that they use."""

    def __init__(self, *, trusts_columns: bool) -> None:
        self._trusts_columns = trusts_columns
        self.constants: dict[str, Any] = {"missing": missing}
        self.items: list[str] = []
        self.children: list[tuple[str, RowField]] = []

    def constant(self, value: Any) -> str:
        """A name for `value` in the source."""
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def add(self, field: RowField) -> None:
        """One more item of the dict that the source makes."""
        self.items.append(f"{field.key!r}: {self._expression(field)}")

    def compile(self, name: str, text: str) -> Any:
        """The function `name` of `text`, which may use the constants."""
        exec(compile(text, "<output>", "exec"), self.constants)  # noqa: S102  # our own text: keys are quoted, the rest indexes
        return self.constants[name]

    def _expression(self, field: RowField) -> str:
        match field:
            case TypeNameField():
                return repr(field.name)
            case LeafField():
                writer = leaf_writer(field.attribute, trusts_columns=self._trusts_columns)
                value = f"r[{field.slot}]"
                written = value if writer is None else f"{self.constant(writer)}({value})"
                if field.nullable:
                    return value if writer is None else f"(None if {value} is None else {written})"
                if writer is None and field.attribute.trusted_not_null and self._trusts_columns:
                    return value
                return f"({written} if {value} is not None else missing())"
            case IdField():
                written = self._id_expression(field)
                return f"(None if r[{field.slots[0]}] is None else {written})" if field.nullable else written
            case CompositeField():
                values = ", ".join(f"r[{slot}]" for slot in field.slots)
                return f"{self.constant(composite_writer(field, trusts_columns=self._trusts_columns))}(({values},))"
            case JoinedField():
                written = f"{{{', '.join(f'{each.key!r}: {self._expression(each)}' for each in field.fields)}}}"
                return f"({written} if r[{field.present}] is not None else {'None' if field.nullable else 'missing()'})"
            case ObjectField():
                return f"{{{', '.join(f'{inner.key!r}: {self._expression(inner)}' for inner in field.fields)}}}"
            case ToOneField() | ListField() | ConnectionField() | AncestryField():
                name = f"f{len(self.children)}"
                self.children.append((name, field))
                return f"{name}({_key_expression(field.slots)})"

    def _id_expression(self, field: IdField) -> str:
        key, template = _key_expression(field.slots), integer_id_template(field.target)
        if template is None:
            return f"{self.constant(id_encoder(field.target))}({key})"
        # Written out: a call for each id of a list costs a quarter of the id.
        self.constants["base64"] = b2a_base64
        return f"base64({template!r} % {key}, newline=False).decode('ascii').rstrip('=')"


def _key_expression(slots: tuple[int, ...]) -> str:
    return f"r[{slots[0]}]" if len(slots) == 1 else f"({', '.join(f'r[{slot}]' for slot in slots)})"


def loaded_batch(batches: Batches, fetch: Fetch) -> Batch:
    """The Batch of a Fetch, an empty one if it had no keys. Raises `NeedsCompletion` if it failed."""
    batch = batches.get(fetch)
    if batch is None:
        return Batch()
    if batch.error is not None:
        raise NeedsCompletion
    return batch
