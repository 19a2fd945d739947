"""The benchmark's own claims: the same data everywhere, the same answers from everybody, and numbers for all of it.

Run on a few hundred rows. The contenders here are those whose packages the project has anyway; the peers need
environments of their own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest

from benchmarks import in_process, measure
from benchmarks.cluster import Cluster
from benchmarks.contenders import CONTENDERS_BY_NAME
from benchmarks.data import TINY, tables
from benchmarks.load import load_postgresql, load_sqlite, plain_url
from benchmarks.operations import BY_NAME, IN_PROCESS, OVER_HTTP
from benchmarks.ours import can_answer
from benchmarks.sameness import canonical, difference

AT_HAND = [
    CONTENDERS_BY_NAME["ours"],
    CONTENDERS_BY_NAME["ours-sqlite"],
    *(replace(CONTENDERS_BY_NAME[name], environment=None) for name in ("rows", "json_agg", "strawberry")),
]
ONCE = measure.Effort(round_s=0.02, rounds=1, clients=2, warm_up_s=0)


@pytest.fixture(scope="module")
async def loaded_url(postgresql_url: str) -> str:
    await load_postgresql(postgresql_url, TINY)
    return postgresql_url


@pytest.fixture(scope="module")
def loaded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmark") / "benchmark.sqlite"
    load_sqlite(path, TINY)
    return path


async def test_the_database_holds_every_row_and_a_second_load_leaves_it_alone(loaded_url: str) -> None:
    connection = await asyncpg.connect(plain_url(loaded_url))
    try:
        await connection.execute("UPDATE tags SET color = '#000000' WHERE id = 1")

        await load_postgresql(loaded_url, TINY)

        counts = {
            table.name: await connection.fetchval(f"SELECT count(*) FROM {table}") for table, _, _ in tables(TINY)
        }
        assert {table.name: count for table, count, _ in tables(TINY)} == counts
        assert "#000000" == await connection.fetchval("SELECT color FROM tags WHERE id = 1")
        assert await connection.fetchval("SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_posts_author_id_id'")
    finally:
        await connection.close()


async def _value(url: str, query: str) -> object:
    connection = await asyncpg.connect(plain_url(url))
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


def test_every_user_has_as_many_posts_and_every_post_as_many_comments() -> None:
    rows = {table.name: list(made) for table, _, made in tables(TINY)}

    posts_by_user = Counter(row["author_id"] for row in rows["posts"])
    comments_by_post = Counter(row["post_id"] for row in rows["comments"])

    assert {TINY.posts // TINY.users} == set(posts_by_user.values())
    assert {TINY.comments_per_post} == set(comments_by_post.values())
    assert TINY.users == len(posts_by_user)
    assert TINY.posts == len(comments_by_post)


async def test_all_contenders_at_hand_give_the_same_data_and_are_measured(loaded_url: str, loaded_file: Path) -> None:
    urls = {"postgresql": loaded_url, "sqlite": f"sqlite:///{loaded_file}"}

    measured, memory = await measure.measure(AT_HAND, OVER_HTTP, urls, Cluster(plain_url(loaded_url)), TINY, ONCE)

    everybody = [contender.name for contender in AT_HAND]
    able = {name for name in OVER_HTTP if can_answer(BY_NAME[name].query)}
    assert [
        (operation, contender.name)
        for operation in OVER_HTTP
        for contender in AT_HAND
        if operation in able or not contender.is_ours
    ] == [(each.operation, each.contender) for each in measured]
    assert able >= {"point", "list", "nested", "wide", "first", "deep", "tags"}
    assert all(each.requests_per_s > 0 and each.alone_ms > 0 and each.body_bytes > 0 for each in measured)
    assert all(each.load_share > 0 for each in measured)
    assert TINY.comments == await _value(loaded_url, "SELECT count(*) FROM comments")
    assert everybody == [each.contender for each in memory]
    assert all(each.peak_mb >= each.resident_mb > 0 for each in memory)


async def test_plan_and_hand_written_code_give_the_same_bytes_with_the_expected_statements(
    loaded_url: str, loaded_file: Path
) -> None:
    timing = in_process.Timing(round_s=0.01, rounds=1)

    results = await in_process.compare_on_postgresql(loaded_url, TINY, timing)
    results += await in_process.compare_on_sqlite(loaded_file, TINY, timing)

    assert [*IN_PROCESS, "nested"] == [each.operation for each in results]
    assert [1, 1, 3, 1, 3] == [each.statements for each in results]
    assert all(each.plan_ms > 0 and each.by_hand_ms > 0 for each in results)


def test_forms_that_differ_by_convention_are_the_same_data() -> None:
    nodes = b'{"data":{"posts":{"nodes":[{"id":"UG9zdDox","status":"DRAFT","createdAt":"2021-01-01T00:00:00Z"}]}}}'
    edges = (
        b'{"data":{"posts":{"edges":[{"cursor":"x","node":{"status":"draft","createdAt":"2021-01-01T01:00:00+01:00"}}],'
        b'"pageInfo":{"hasNextPage":false}}}}'
    )
    plain = b'{"data":{"posts":[{"id":1,"status":"DRAFT","createdAt":"2021-01-01T00:00:00.000000+00:00"}]}}'

    assert canonical(nodes) == canonical(edges) == canonical(plain)


@pytest.mark.parametrize(
    ("other", "where"),
    [
        (b'{"data":{"posts":[{"title":"a"},{"title":"c"}]}}', "data.posts.1.title is 'b' and 'c'"),
        (b'{"data":{"posts":[{"title":"a"}]}}', "data.posts has 2 and 1 items"),
        (b'{"data":{"posts":[{"title":"a"},{"name":"b"}]}}', "data.posts.1 has the fields ['title'] and ['name']"),
    ],
)
def test_other_data_is_found_with_its_place(other: bytes, where: str) -> None:
    ours = canonical(b'{"data":{"posts":[{"title":"a"},{"title":"b"}]}}')

    assert where == difference(ours, canonical(other))


def test_counted_pages_and_payloads_are_the_same_data_in_every_form() -> None:
    counted = b'{"data":{"posts":{"totalCount":7,"nodes":[{"id":"UG9zdDox","title":"a"}]}}}'
    beside = b'{"data":{"counted":{"aggregations":{"count":7}},"posts":[{"id":1,"title":"a"}]}}'
    payload = b'{"data":{"createComment":{"comment":{"id":"x","content":"b"},"errors":[]}}}'
    plain = b'{"data":{"createComment":{"id":3,"content":"b"}}}'

    assert canonical(counted) == canonical(beside)
    assert canonical(payload) == canonical(plain)
    assert "data.posts.totalCount is 7 and 8" == difference(
        canonical(counted), canonical(counted.replace(b":7", b":8"))
    )


def test_what_the_schema_does_not_have_cannot_be_answered() -> None:
    assert can_answer(BY_NAME["nested"].query)
    assert not can_answer("query Missing { posts(first: 1) { nodes { missing } } }")
    assert not can_answer("mutation Missing($post: ID!) { createNothing(input: { postId: $post }) { id } }")


def test_an_answer_with_errors_is_no_answer() -> None:
    with pytest.raises(ValueError, match="No such field"):
        canonical(b'{"data":{"post":null},"errors":[{"message":"No such field"}]}')
