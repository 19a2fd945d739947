"""What rows can be grouped by: attributes, and the stretches of time (buckets) that a date or a time falls into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gql.mapping.aggregates import distinct_attributes
from gql.mapping.model_type import Attribute, AttributeKind, ModelType
from gql.mapping.scalars import AWARE_DATE_TIME, DATE


class Bucket(Enum):
    """A stretch of time, by the end of its key's name. A week begins on Monday."""

    YEAR = "YEAR"
    QUARTER = "QUARTER"
    MONTH = "MONTH"
    WEEK = "WEEK"
    DAY = "DAY"
    HOUR = "HOUR"


@dataclass(frozen=True, slots=True)
class GroupKey:
    """An attribute to group by, or with a `bucket` the start of the stretch of time that it falls into."""

    attribute: Attribute
    bucket: Bucket | None = None

    @property
    def name(self) -> str:
        """`createdAt_MONTH`: the value of the enum, and the field that shows it."""
        return self.attribute.graphql_name + (f"_{self.bucket.value}" if self.bucket is not None else "")

    def result(self) -> Attribute:
        """Its value as an attribute of a group. It can be null whatever the attribute says: where nobody groups by it."""
        if self.bucket is None:
            return self.attribute
        is_date = self.attribute.scalar.name == "Date"
        return Attribute(
            name=self.name,
            graphql_name=self.name,
            kind=AttributeKind.EXPRESSION,
            scalar=DATE if is_date else AWARE_DATE_TIME,
            nullable=True,
            description=f"When the {self.bucket.value.lower()} of {self.attribute.graphql_name} began.",
        )


def group_keys(model_type: ModelType) -> dict[str, GroupKey]:
    """What rows of `model_type` can be grouped by, by name."""
    attributes = [each for each in distinct_attributes(model_type) if each.graphql_name not in _NO_ENUM_VALUES]
    keys = {attribute.graphql_name: GroupKey(attribute) for attribute in attributes}
    for attribute in attributes:
        if attribute.scalar.name not in ("Date", "DateTime"):
            continue
        for bucket in Bucket:
            if attribute.scalar.name == "DateTime" or bucket is not Bucket.HOUR:
                key = GroupKey(attribute, bucket)
                keys.setdefault(key.name, key)
    return keys


_NO_ENUM_VALUES = frozenset({"true", "false", "null"})
