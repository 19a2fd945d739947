"""A database that nobody here designed becomes relations with names that tell them apart, on every database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Table, inspect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapper

from gql import naming
from gql.database.reflection import ReflectionOptions, reflect_models, reflection_notes

STATEMENTS = """
CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL);
CREATE TABLE profiles (user_id INT PRIMARY KEY, motto VARCHAR(40), FOREIGN KEY (user_id) REFERENCES users (id));
CREATE TABLE posts (id INT PRIMARY KEY, user_id INT NOT NULL, approved_by INT, title VARCHAR(40), FOREIGN KEY
  (user_id) REFERENCES users (id), FOREIGN KEY (approved_by) REFERENCES users (id));
CREATE TABLE tags (id INT PRIMARY KEY, label VARCHAR(40) NOT NULL UNIQUE);
CREATE TABLE post_tags (id INT PRIMARY KEY, post_id INT NOT NULL, tag_id INT NOT NULL, UNIQUE (post_id, tag_id),
  FOREIGN KEY (post_id) REFERENCES posts (id), FOREIGN KEY (tag_id) REFERENCES tags (id));
CREATE TABLE post_subjects (post_id INT NOT NULL, tag_id INT NOT NULL, PRIMARY KEY (post_id, tag_id), FOREIGN KEY
  (post_id) REFERENCES posts (id), FOREIGN KEY (tag_id) REFERENCES tags (id));
CREATE TABLE follows (follower_id INT NOT NULL, followed_id INT NOT NULL, PRIMARY KEY (follower_id, followed_id),
  FOREIGN KEY (follower_id) REFERENCES users (id), FOREIGN KEY (followed_id) REFERENCES users (id));
CREATE TABLE memberships (user_id INT NOT NULL, tag_id INT NOT NULL, since DATE, PRIMARY KEY (user_id, tag_id),
  FOREIGN KEY (user_id) REFERENCES users (id), FOREIGN KEY (tag_id) REFERENCES tags (id));
CREATE TABLE tenants (id INT PRIMARY KEY);
CREATE TABLE orders (tenant_id INT NOT NULL, number INT NOT NULL, PRIMARY KEY (tenant_id, number), FOREIGN KEY
  (tenant_id) REFERENCES tenants (id));
CREATE TABLE order_lines (tenant_id INT NOT NULL, order_number INT NOT NULL, line_no INT NOT NULL, replaces_number
  INT, PRIMARY KEY (tenant_id, order_number, line_no), FOREIGN KEY (tenant_id) REFERENCES tenants (id), FOREIGN KEY
  (tenant_id, order_number) REFERENCES orders (tenant_id, number), FOREIGN KEY (tenant_id, replaces_number) REFERENCES
  orders (tenant_id, number));
CREATE TABLE nodes (site INT NOT NULL, id INT NOT NULL, parent_id INT, PRIMARY KEY (site, id), FOREIGN KEY (site,
  parent_id) REFERENCES nodes (site, id));
CREATE TABLE codes (code VARCHAR(10) NOT NULL UNIQUE, label VARCHAR(40));
CREATE TABLE events (message VARCHAR(40));
CREATE TABLE post_likes (post_id INT NOT NULL, user_id INT NOT NULL, FOREIGN KEY (post_id) REFERENCES posts (id),
  FOREIGN KEY (user_id) REFERENCES users (id));
CREATE TABLE traps (id INT PRIMARY KEY, class INT, metadata INT, "from" INT, "select" INT);
CREATE TABLE category (id INT PRIMARY KEY);
CREATE TABLE categories (id INT PRIMARY KEY);
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
CREATE VIEW named_users AS SELECT id, name FROM users;
CREATE VIEW post_counts AS SELECT user_id, count(*) AS posts FROM posts GROUP BY user_id;
CREATE VIEW labels AS SELECT label FROM tags;
CREATE VIEW tag_uses AS SELECT tag_id, post_id FROM post_tags;
INSERT INTO users VALUES (1, 'Ada');
INSERT INTO tags VALUES (1, 'one'), (2, 'two');
INSERT INTO posts VALUES (1, 1, NULL, 'first'), (2, 1, 1, 'second');
INSERT INTO post_tags VALUES (1, 1, 1), (2, 2, 1);
"""


@pytest.fixture(scope="module")
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        for statement in STATEMENTS.split(";")[:-1]:
            quoted = statement.replace('"', "`") if engine.dialect.name == "mysql" else statement
            await connection.exec_driver_sql(quoted)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="module")
async def base(engine: AsyncEngine) -> type[DeclarativeBase]:
    options = ReflectionOptions(view_keys={"labels": ["label"]})
    return await reflect_models(engine, naming=naming, options=options)


def mapper_of(base: type[DeclarativeBase], name: str) -> Mapper[DeclarativeBase]:
    return next(mapper for mapper in base.registry.mappers if mapper.class_.__name__ == name)


def relations_of(base: type[DeclarativeBase], name: str) -> dict[str, str]:
    return {
        relation.key: f"[{relation.mapper.class_.__name__}]" if relation.uselist else relation.mapper.class_.__name__
        for relation in mapper_of(base, name).relationships
    }


def keys_of(base: type[DeclarativeBase], name: str) -> list[str]:
    return [column.name for column in mapper_of(base, name).primary_key]


def info_of(base: type[DeclarativeBase], name: str) -> object:
    table = mapper_of(base, name).local_table
    assert isinstance(table, Table)
    return table.info


def test_every_table_and_view_with_a_key_is_a_class(base: type[DeclarativeBase]) -> None:
    names = {mapper.class_.__name__ for mapper in base.registry.mappers}

    assert names == {
        "User", "Profile", "Post", "Tag", "Membership", "Tenant", "Order", "OrderLine", "Node", "Code", "Trap",
        "Category", "Category2", "NamedUser", "PostCount", "Label",
    }  # fmt: skip


def test_two_keys_to_one_target_have_two_names_in_both_directions(base: type[DeclarativeBase]) -> None:
    post, user = relations_of(base, "Post"), relations_of(base, "User")

    assert (post["user"], post["approved_by"]) == ("User", "User")
    assert (user["posts_by_user"], user["posts_by_approved_by"]) == ("[Post]", "[Post]")
    assert {"user_id", "approved_by_id"} < set(mapper_of(base, "Post").column_attrs.keys())


def test_a_unique_key_is_to_one_in_reverse(base: type[DeclarativeBase]) -> None:
    assert relations_of(base, "User")["profile"] == "Profile"
    assert relations_of(base, "Profile") == {"user": "User"}


def test_two_join_tables_between_the_same_tables_are_told_apart(base: type[DeclarativeBase]) -> None:
    assert {"tags_by_post_tags", "tags_by_post_subjects"} < relations_of(base, "Post").keys()
    assert {"posts_by_post_tags", "posts_by_post_subjects"} < relations_of(base, "Tag").keys()


def test_a_table_joined_with_itself_is_named_after_either_end(base: type[DeclarativeBase]) -> None:
    user = mapper_of(base, "User").relationships

    assert {"followers", "followeds"} < set(user.keys())
    assert user["followers"].back_populates == "followeds"
    assert "followed_id" in str(user["followers"].primaryjoin)


def test_a_join_table_with_more_columns_is_an_association_class(base: type[DeclarativeBase]) -> None:
    assert relations_of(base, "Membership") == {"user": "User", "tag": "Tag"}
    assert relations_of(base, "User")["memberships"] == "[Membership]"


def test_composite_foreign_keys_make_relations_over_all_their_columns(base: type[DeclarativeBase]) -> None:
    line = mapper_of(base, "OrderLine").relationships

    assert relations_of(base, "OrderLine") == {"tenant": "Tenant", "order": "Order", "replaces_number_order": "Order"}
    assert [remote.name for _, remote in line["order"].local_remote_pairs or ()] == ["tenant_id", "number"]
    assert keys_of(base, "OrderLine") == ["tenant_id", "order_number", "line_no"]


def test_a_self_reference_by_a_composite_key_knows_its_direction(base: type[DeclarativeBase]) -> None:
    node = mapper_of(base, "Node").relationships

    assert relations_of(base, "Node") == {"parent": "Node", "nodes_by_parent": "[Node]"}
    assert {relation.direction.name for relation in node} == {"MANYTOONE", "ONETOMANY"}


def test_a_table_without_a_primary_key_is_read_only_by_its_unique_columns(base: type[DeclarativeBase]) -> None:
    assert keys_of(base, "Code") == ["code"]
    assert info_of(base, "Code") == {"gql": {"read_only": True}}
    assert info_of(base, "User") == {}


def test_views_are_read_only_by_the_key_that_is_named_or_seems_to_be_one(base: type[DeclarativeBase]) -> None:
    assert keys_of(base, "NamedUser") == ["id"]
    assert keys_of(base, "PostCount") == ["user_id"]
    assert keys_of(base, "Label") == ["label"]
    assert all(info_of(base, name) == {"gql": {"read_only": True}} for name in ("NamedUser", "PostCount", "Label"))


def test_what_python_reserves_gets_an_underscore(base: type[DeclarativeBase]) -> None:
    attributes = set(mapper_of(base, "Trap").column_attrs.keys())

    assert attributes == {"id", "class_", "metadata_", "from_", "select"}


def test_the_notes_say_what_was_left_out_and_what_to_do(base: type[DeclarativeBase]) -> None:
    notes = dict(note.split(" ", 1) for note in reflection_notes(base) if not note.startswith("post_counts.posts"))

    assert set(notes) == {"category", "events", "named_users", "post_counts", "post_likes", "tag_uses"}
    assert "no primary key and no unique constraint" in notes["events"]
    assert 'view_keys.events = ["…"] in --reflection FILE (or in ReflectionOptions)' in notes["events"]
    assert "no column of the view is known to identify a row" in notes["tag_uses"]
    assert "served as Category2" in notes["category"]
    assert "the same pair can stand in it twice" in notes["post_likes"]


async def test_names_and_types_can_be_chosen_and_tables_left_out(engine: AsyncEngine) -> None:
    options = ReflectionOptions(
        names={"category": "Shelf", "users.name": "full_name"},
        exclude=frozenset({"posts", "profiles.motto"}),
    )

    base = await reflect_models(engine, naming=naming, options=options)

    names = {mapper.class_.__name__ for mapper in base.registry.mappers}
    assert {"Shelf", "Category"} < names
    assert "Post" not in names
    assert "full_name" in mapper_of(base, "User").column_attrs
    assert set(mapper_of(base, "Profile").column_attrs.keys()) == {"user_id"}
    assert "posts" not in inspect(mapper_of(base, "User")).relationships


async def test_a_foreign_key_can_be_declared_a_tree(engine: AsyncEngine) -> None:
    options = ReflectionOptions(trees=frozenset({"nodes.parent_id"}))

    base = await reflect_models(engine, naming=naming, options=options)

    told = {
        relation.key: relation.info
        for mapper in base.registry.mappers
        for relation in mapper.relationships
        if relation.info
    }
    assert {"parent": {"gql": {"tree": True}}} == told


async def test_the_tree_of_a_table_that_is_left_out_rests(engine: AsyncEngine) -> None:
    options = ReflectionOptions(exclude=frozenset({"nodes"}), trees=frozenset({"nodes.parent_id"}))

    base = await reflect_models(engine, naming=naming, options=options)

    assert "Node" not in {mapper.class_.__name__ for mapper in base.registry.mappers}
