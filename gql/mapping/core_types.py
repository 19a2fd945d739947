"""Declared types made into graphql-core types. Fields are made when graphql-core first asks for them: types form circles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, get_args, get_origin

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLType,
    GraphQLUnionType,
)
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition

from gql.mapping.annotations import strip_optional
from gql.mapping.declarations import DeclaredArgument, DeclaredField, Kind, declaration_of


class CoreTypes:
    """The graphql-core types of one schema's declarations.

    `convert` gives the nullable type of a class that Strawberry knows (a scalar, an enum, a hand-written type), `fields_of` the
    fields of a hand-written type. `definition_key` is where Strawberry looks for its definition in a type's extensions.
    """

    def __init__(
        self,
        convert: Callable[[Any], GraphQLType],
        fields_of: Callable[[StrawberryObjectDefinition], Mapping[str, GraphQLField]],
        definition_key: str,
    ) -> None:
        self._convert = convert
        self._fields_of = fields_of
        self._definition_key = definition_key
        self._named: dict[type[Any], GraphQLNamedType] = {}
        self._by_annotation: dict[Any, Any] = {}
        self._arguments: dict[int, tuple[Sequence[DeclaredArgument], dict[str, GraphQLArgument]]] = {}
        self._inherited: dict[type[Any], Mapping[str, GraphQLField]] = {}

    def named(self, cls: type[Any]) -> GraphQLNamedType:
        """The type of a declared class."""
        made = self._named.get(cls)
        if made is None:
            made = self._named[cls] = self._make(cls)
        return made

    def _make(self, cls: type[Any]) -> GraphQLNamedType:
        declaration = declaration_of(cls)
        assert declaration is not None
        definition = declaration.definition
        name, description, extensions = definition.name, definition.description, {self._definition_key: definition}
        if declaration.kind in (Kind.INPUT, Kind.ONE_OF_INPUT):
            return GraphQLInputObjectType(
                name,
                lambda: {field.name: self._input_field(field) for field in declaration.fields},
                description=description,
                extensions=extensions,
                is_one_of=declaration.kind is Kind.ONE_OF_INPUT,
            )
        if declaration.kind is Kind.UNION:
            return GraphQLUnionType(
                name, lambda: [self._object(each) for each in declaration.members], description=description
            )
        interfaces = [self._interface(interface.origin) for interface in definition.interfaces]
        if declaration.kind is Kind.INTERFACE:
            return GraphQLInterfaceType(
                name,
                lambda: self._fields(cls),
                interfaces,
                resolve_type=definition.resolve_type,
                description=description,
                extensions=extensions,
            )
        return GraphQLObjectType(
            name,
            lambda: self._fields(cls),
            interfaces,
            is_type_of=definition.is_type_of,
            description=description,
            extensions=extensions,
        )

    def _object(self, cls: type[Any]) -> Any:
        return self.named(cls)

    def _interface(self, cls: type[Any]) -> Any:
        return self.named(cls) if declaration_of(cls) is not None else self._convert(cls)

    def _fields(self, cls: type[Any]) -> dict[str, GraphQLField]:
        fields: dict[str, GraphQLField] = {}
        for base in reversed(cls.__mro__):
            declaration = declaration_of(base)
            if declaration is not None:
                fields |= {field.name: self._field(field) for field in declaration.fields}
            else:
                fields |= {name: copy(field) for name, field in self._hand_written(base).items()}
        return fields

    def _hand_written(self, cls: type[Any]) -> Mapping[str, GraphQLField]:
        if cls not in self._inherited:
            definition = get_object_definition(cls)
            self._inherited[cls] = {} if definition is None else self._fields_of(definition)
        return self._inherited[cls]

    def _field(self, field: DeclaredField) -> GraphQLField:
        made = GraphQLField(self._type(field.annotation), description=field.description)
        if field.arguments:
            made.args = self._arguments_of(field.arguments)
        return made

    def _arguments_of(self, arguments: Sequence[DeclaredArgument]) -> dict[str, GraphQLArgument]:
        """The arguments, which all fields that were declared with the same sequence share."""
        found = self._arguments.get(id(arguments))
        if found is None:
            made = {
                each.name: GraphQLArgument(self._type(each.annotation), description=each.description)
                for each in arguments
            }
            # Kept with the sequence, whose address would otherwise be given to another.
            found = self._arguments[id(arguments)] = (arguments, made)
        return found[1]

    def _input_field(self, field: DeclaredField) -> GraphQLInputField:
        return GraphQLInputField(self._type(field.annotation), description=field.description)

    def _type(self, annotation: Any) -> Any:
        found = self._by_annotation.get(annotation)
        if found is None:
            bare, is_optional = strip_optional(annotation)
            if get_origin(bare) is list:
                made: Any = GraphQLList(self._type(*get_args(bare)))
            elif declaration_of(bare) is not None:
                made = self.named(bare)
            else:
                made = self._convert(bare)
            found = self._by_annotation[annotation] = made if is_optional else GraphQLNonNull(made)
        return found
