"""`--reflection`: what the notes of a reflected database advise can be pasted into a file and is obeyed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import RunCommand, serving

TABLES = """
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, shape, fee NUMERIC, led_by INTEGER REFERENCES person);
INSERT INTO person VALUES (1, 'Ada', 1, 0.5, NULL), (2, 'Bob', 'round', 1, 1);
CREATE TABLE secret (id INTEGER PRIMARY KEY);
CREATE VIEW person_names AS SELECT name, id AS number FROM person;
CREATE VIEW by_id AS SELECT id, name FROM person;
"""
OPTIONS = """
exclude = ["secret"]
trees = ["person.led_by"]
view_keys.person_names = ["name"]
view_keys.by_id = ["id"]
names.person = "Human"
names."person.name" = "full_name"
column_types."person.shape" = "String(20)"
column_types."person.fee" = "Numeric(10, 2)"
"""


@pytest.fixture
def database(home: Path) -> Path:
    """`people.sqlite` in the working directory, with views and a column that reflection knows too little about."""
    with sqlite3.connect(home / "people.sqlite") as connection:
        connection.executescript(TABLES)
    connection.close()
    return home


def printed(gql: RunCommand, *arguments: object) -> str:
    """The schema of the tables, which must be printable."""
    outcome = gql("schema", "export", "--database-url", "sqlite:///people.sqlite", "--file", "-", *arguments)
    assert 0 == outcome.code, outcome.err
    return outcome.out


def test_without_options_the_notes_say_the_lines_that_a_file_takes(
    database: Path, gql: RunCommand, caplog: pytest.LogCaptureFixture
) -> None:
    printed(gql)

    said = " ".join(caplog.messages)
    assert 'view_keys.by_id = ["id"] in --reflection FILE (or in ReflectionOptions)' in said
    assert 'view_keys.person_names = ["…"] in --reflection FILE' in said
    assert 'column_types."person.shape" = "…" in --reflection FILE' in said
    assert 'exclude = ["person.shape"] in --reflection FILE' in said


def test_a_file_is_obeyed_and_silences_the_notes(
    database: Path, gql: RunCommand, caplog: pytest.LogCaptureFixture
) -> None:
    (database / "tables.toml").write_text(OPTIONS)

    schema = printed(gql, "--reflection", "tables.toml")

    assert [] == [record.getMessage() for record in caplog.records if record.name == "gql.database.reflection"]
    assert "type Human implements Node" in schema
    assert "fullName: String!" in schema
    assert "shape: String\n" in schema
    assert "fee: Decimal\n" in schema
    assert "type PersonName implements Node" in schema
    assert "Secret" not in schema
    assert "ancestors: [Human!]!" in schema


def test_the_projects_file_holds_the_same_words_and_a_named_file_goes_before_it(
    database: Path, gql: RunCommand
) -> None:
    (database / "pyproject.toml").write_text('[tool.gql.reflection]\nnames.person = "Human"\n')
    (database / "tables.toml").write_text('[names]\nperson = "Soul"\n')

    by_project = printed(gql)
    by_file = printed(gql, "--reflection", "tables.toml")
    (database / "pyproject.toml").write_text("[tool.other]\n")
    by_neither = printed(gql)

    assert "type Human " in by_project
    assert "type Soul " in by_file
    assert "type Person " in by_neither
    assert "ancestors" not in by_neither


def test_a_type_of_ones_own_can_be_imported(database: Path, gql: RunCommand) -> None:
    (database / "shapes.py").write_text("from sqlalchemy import Text\n\n\nclass Shape(Text):\n    cache_ok = True\n")
    (database / "tables.toml").write_text('column_types."person.shape" = "shapes:Shape"\n')

    schema = printed(gql, "--reflection", "tables.toml")

    assert "shape: String\n" in schema


def test_serving_and_checking_obey_the_file_too(database: Path, gql: RunCommand) -> None:
    (database / "tables.toml").write_text(OPTIONS)
    url = ("--database-url", "sqlite:///people.sqlite", "--reflection", "tables.toml")

    exported = gql("schema", "export", *url)
    current = gql("schema", "check", *url)
    stale = gql("schema", "check", *url[:2])
    with serving(database, *url) as server:
        data = server.query("{ humans { nodes { fullName shape fee depth } } personNames { nodes { number } } }")
        server.stop()

    assert [0, 0, 1] == [exported.code, current.code, stale.code]
    assert {
        "humans": {
            "nodes": [
                {"fullName": "Ada", "shape": "1", "fee": "0.50", "depth": 0},
                {"fullName": "Bob", "shape": "round", "fee": "1.00", "depth": 1},
            ]
        },
        "personNames": {"nodes": [{"number": 1}, {"number": 2}]},
    } == data


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("view_key.person_names = ['id']", "view_key is not a word of reflection; did you mean view_keys?"),
        (
            "colour = 1",
            "colour is not a word of reflection; the words are view_keys, names, column_types, exclude, trees.",
        ),
        ("names = 'Human'", 'names is to be a table such as [names], not "Human".'),
        ("names.person = 1", "names.person is to be a Python name, not 1."),
        ("names.person = 'my person'", 'names.person is to be a Python name, not "my person".'),
        (
            "names.person.name = 'full_name'",
            'names.person is to be a Python name, not a table; write names."person.name".',
        ),
        ("view_keys.by_id = 'id'", 'view_keys.by_id is to be a list of names such as ["id"], not "id".'),
        ("view_keys.by_id = []", 'view_keys.by_id is to be a list of names such as ["id"], not [].'),
        ("exclude = 'secret'", 'exclude is to be a list of names such as ["id"], not "secret".'),
        ("trees = 'person.led_by'", 'trees is to be a list of names such as ["id"], not "person.led_by".'),
        ("trees = ['person.led_b']", "trees: no such column as person.led_b; did you mean person.led_by?"),
        ("trees = ['person.name']", "trees: person.name is no foreign key to its own table, so it leads to no parent."),
        ("column_types.'person.shape' = true", 'package.module:Type", not true.'),
        ("column_types.'person.shape' = 'Integr'", "BigInteger, Boolean, Date,"),
        ("column_types.'person.shape' = 'String(print())'", "with arguments that SQLAlchemy's String takes"),
        ("column_types.'person.shape' = 'Integer() + 1'", "with arguments that SQLAlchemy's Integer takes"),
        ("column_types.'person.shape' = 'nowhere:Shape'", "nowhere:Shape cannot be made: ModuleNotFoundError"),
        ("column_types.'person.shape' = 'json:loads'", 'a SQLAlchemy type that can be imported, not "json:loads".'),
        ("names.person = ", "tables.toml is not TOML: Invalid value"),
        ("view_keys.persn_names = ['id']", "no such table or view as persn_names; did you mean person_names?"),
        ("view_keys.person_names = ['nam']", "person_names has no such column as nam; did you mean name?"),
        ("exclude = ['person.nme']", "no such table, view or column as person.nme; did you mean person.name?"),
    ],
)
def test_what_is_wrong_with_the_file_is_one_message(database: Path, gql: RunCommand, text: str, message: str) -> None:
    (database / "tables.toml").write_text(text)

    outcome = gql("serve", "--database-url", "sqlite:///people.sqlite", "--reflection", "tables.toml")

    assert 2 == outcome.code
    assert message in outcome.err
    assert "Traceback" not in outcome.err


def test_the_projects_table_is_named_in_the_message(database: Path, gql: RunCommand) -> None:
    (database / "pyproject.toml").write_text('[tool.gql]\nreflection = "tables.toml"\n')
    no_table = gql("schema", "export", "--database-url", "sqlite:///people.sqlite")
    (database / "pyproject.toml").write_text("[tool.gql.reflection]\nname = {}\n")
    no_word = gql("schema", "export", "--database-url", "sqlite:///people.sqlite")

    assert 'pyproject.toml [tool.gql.reflection] is to be a table, not "tables.toml".' in no_table.err
    assert "pyproject.toml [tool.gql.reflection]: name is not a word of reflection; did you mean names?" in no_word.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--database-url", "sqlite:///people.sqlite", "--reflection", "gone.toml"], "gone.toml: No such file"),
        (["--reflection", "tables.toml"], "give --database-url and no models"),
        (["stall:Base", "--database-url", "sqlite:///people.sqlite", "--reflection", "tables.toml"], "and no models"),
        (["stall:gateway", "--reflection", "tables.toml"], "stall:gateway is a Gateway"),
    ],
)
def test_the_option_is_refused_where_nothing_is_reflected(
    database: Path, gql: RunCommand, arguments: list[str], message: str
) -> None:
    (database / "tables.toml").write_text(OPTIONS)
    (database / "stall.py").write_text(
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\nfrom gql import Gateway\n"
        "class Base(DeclarativeBase): ...\n"
        "class Customer(Base):\n    __tablename__ = 'customer'\n    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "gateway = Gateway(Base)\n"
    )

    exported = gql("schema", "export", *arguments)
    served = gql("serve", *arguments)

    assert (2, 2) == (exported.code, served.code)
    assert message in exported.err
    assert message in served.err
