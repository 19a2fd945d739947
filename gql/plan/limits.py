"""Bounds on a document, checked in one linear pass before validation.

Fragments are measured once and their totals reused, so a document whose fragments would expand to billions of selections costs
as little to refuse as its text is long. Fragment cycles are left to validation, which names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The largest document that is accepted. Introspection counts like any other selection."""

    max_bytes: int = 100 << 10
    max_tokens: int = 2_000
    max_depth: int = 15
    max_aliases: int = 30
    max_root_fields: int = 20
    max_directives: int = 50
    max_selections: int = 10_000
    max_operations: int = 20
    max_fragments: int = 100


@dataclass(frozen=True, slots=True)
class _Size:
    """What a selection set expands to, with its fragments spread."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    selections: int = 0
    top_fields: int = 0


def check_limits(
    operations: Sequence[OperationDefinitionNode],
    fragments: Mapping[str, FragmentDefinitionNode],
    limits: DocumentLimits,
) -> GraphQLError | None:
    """The first bound that the document breaks, as an error that names the bound and its number; None if it keeps all."""
    if len(operations) > limits.max_operations:
        return GraphQLError(f"A document holds at most {limits.max_operations} operations, this one {len(operations)}.")
    if len(fragments) > limits.max_fragments:
        return GraphQLError(f"A document holds at most {limits.max_fragments} fragments, this one {len(fragments)}.")
    sizes: dict[str, _Size] = {}
    for operation in operations:
        size = _measure(operation.selection_set, fragments, sizes, frozenset())
        for measured, most, noun in (
            (size.depth, limits.max_depth, "levels of fields"),
            (size.aliases, limits.max_aliases, "aliases"),
            (size.directives + len(operation.directives or ()), limits.max_directives, "directives"),
            (size.selections, limits.max_selections, "selections after fragments are spread"),
            (size.top_fields, limits.max_root_fields, "root fields"),
        ):
            if measured > most:
                return GraphQLError(f"An operation holds at most {most} {noun}, this one {measured}.", operation)
    return None


def _measure(
    selection_set: SelectionSetNode | None,
    fragments: Mapping[str, FragmentDefinitionNode],
    sizes: dict[str, _Size],
    open_fragments: frozenset[str],
) -> _Size:
    depth = aliases = directives = selections = top_fields = 0
    for selection in selection_set.selections if selection_set is not None else ():
        directives += len(selection.directives or ())
        if isinstance(selection, FieldNode):
            inner = _measure(selection.selection_set, fragments, sizes, open_fragments)
            depth = max(depth, 1 + inner.depth)
            aliases += inner.aliases + (selection.alias is not None)
            top_fields += 1
            selections += 1
        elif isinstance(selection, InlineFragmentNode):
            inner = _measure(selection.selection_set, fragments, sizes, open_fragments)
            depth = max(depth, inner.depth)
            aliases += inner.aliases
            top_fields += inner.top_fields
        elif isinstance(selection, FragmentSpreadNode):
            inner = _measure_fragment(selection, fragments, sizes, open_fragments)
            depth = max(depth, inner.depth)
            aliases += inner.aliases
            top_fields += inner.top_fields
        else:
            continue
        directives += inner.directives
        selections += inner.selections
    return _Size(depth, aliases, directives, selections, top_fields)


def _measure_fragment(
    spread: FragmentSpreadNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    sizes: dict[str, _Size],
    open_fragments: frozenset[str],
) -> _Size:
    name = spread.name.value
    fragment = fragments.get(name)
    if fragment is None or name in open_fragments:
        return _Size()
    size = sizes.get(name)
    if size is None:
        size = sizes[name] = _measure(fragment.selection_set, fragments, sizes, open_fragments | {name})
    return size
