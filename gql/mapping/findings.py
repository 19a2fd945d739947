"""What the reading of models finds wrong or leaves out, gathered so that one start shows all of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gql.errors import MappingError


@dataclass(slots=True)
class Findings:
    """Errors, which stop the start once everything has been read, and notes, which are logged.

    `lenient` turns what cannot be mapped into a note: nobody can edit the models of a reflected database.
    """

    lenient: bool = False
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, message: str) -> None:
        """A contradiction that only the user can decide."""
        if message not in self.errors:
            self.errors.append(message)

    def leave_out(self, message: str) -> None:
        """Something that has no GraphQL form: an error, or a note if `lenient`."""
        (self.notes if self.lenient else self.errors).append(message)

    def note(self, message: str) -> None:
        """Something that is left out on purpose."""
        self.notes.append(message)

    def raise_if_any(self) -> None:
        """Raises one `MappingError` that lists all errors, sorted."""
        if not self.errors:
            return
        remedy = (
            "\nTables that are reflected have no models to edit: names in --reflection FILE (or in ReflectionOptions) names them."
            if self.lenient
            else ""
        )
        if len(self.errors) == 1:
            raise MappingError(f"{self.errors[0]}{remedy}")
        listed = "\n".join(f"  - {message}" for message in sorted(self.errors))
        raise MappingError(f"{len(self.errors)} things cannot be mapped:\n{listed}{remedy}")
