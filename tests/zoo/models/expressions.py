"""Attributes that are not plain columns: hybrids, column properties, composites, synonyms."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, ForeignKey, Integer, String, case, func, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, column_property, composite, mapped_column, relationship, synonym

from tests.zoo.models.base import ZooBase


@dataclass(frozen=True)
class Position:
    """Where something stands on the map."""

    x: int
    y: int


class Sign(ZooBase):
    """What an exhibit says about itself."""

    __tablename__ = "signs"

    id: Mapped[int] = mapped_column(primary_key=True)
    exhibit_id: Mapped[int] = mapped_column(ForeignKey("exhibits.id"))
    text: Mapped[str] = mapped_column(String(80))

    exhibit: Mapped[Exhibit] = relationship(back_populates="signs")


class Exhibit(ZooBase):
    __tablename__ = "exhibits"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(40))
    subtitle: Mapped[str | None] = mapped_column(String(40))
    adults: Mapped[int] = mapped_column(default=0)
    children: Mapped[int] = mapped_column(default=0)
    position: Mapped[Position] = composite(mapped_column("pos_x"), mapped_column("pos_y"))
    exit_x: Mapped[int | None]
    exit_y: Mapped[int | None]
    exit_at: Mapped[Position | None] = composite("exit_x", "exit_y")

    signs: Mapped[list[Sign]] = relationship(back_populates="exhibit")

    heading: Mapped[str] = synonym("title")
    shouted: Mapped[str] = column_property(func.upper(title, type_=String(40)))
    sign_count: Mapped[int] = column_property(
        select(func.count(Sign.id)).where(Sign.exhibit_id == id).correlate_except(Sign).scalar_subquery()
    )

    @hybrid_property
    def visitors(self) -> int:
        """Adults and children, in Python and in SQL by the same expression."""
        return self.adults + self.children

    @hybrid_property
    def label(self) -> str:
        """The title, and the subtitle if there is one."""
        return self.title if self.subtitle is None else f"{self.title}: {self.subtitle}"

    @label.inplace.expression
    @classmethod
    def _label_expression(cls) -> ColumnElement[str]:
        return case((cls.subtitle.is_(None), cls.title), else_=cls.title + ": " + cls.subtitle)

    @hybrid_property
    def subtitle_length(self) -> int | None:
        """NULL where there is no subtitle."""
        return None if self.subtitle is None else len(self.subtitle)

    @subtitle_length.inplace.expression
    @classmethod
    def _subtitle_length_expression(cls) -> ColumnElement[int | None]:
        return func.length(cls.subtitle, type_=Integer)
