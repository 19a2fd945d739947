"""The rows of `benchmarks.data` made inside PostgreSQL, for sizes that are too large to send: millions of rows in minutes.

The same arithmetic as there, in SQL, and the same rows (a test compares them), for the tables that the operations over HTTP
read. A text depends on the remainder of its number alone, so all texts there are fit into a small table.
"""

from __future__ import annotations

import math

import asyncpg

from benchmarks.data import EPOCH, STATUSES, WORDS, Sizes, text
from benchmarks.load import set_sequence
from gql.reference import Base

CHUNK_ROWS = 500_000
TEXT_PERIOD = math.lcm(len(WORDS), 11)
"""`text` repeats itself after so many numbers: it uses a number modulo the words, and modulo 11."""
TEXT_LENGTHS = (6, 10, 12, 14, 40)

_STAMPS = """
    SELECT i, timestamptz '{epoch}' + i / 7 * {step_s} * interval '1 second' + i / 7 % 1000 * interval '1 millisecond' AS stamp
    FROM generate_series($1::bigint, $2::bigint) AS i
"""
# The columns after the names are in the same order in the SELECT. $1 and $2 are the first and the last index.
USERS = """
INSERT INTO users (id, username, email, password_hash, first_name, last_name, bio, preferences, account_balance, login_count,
                   failed_login_count, is_verified, created_at, updated_at, is_active)
SELECT i + 1, 'user' || i + 1, 'user' || i + 1 || '@example.org', 'x',
       initcap(({words})[i % {word_count} + 1]), initcap(({words})[i / 7 % {word_count} + 1]),
       CASE WHEN i % 3 <> 0 THEN t12.text END,
       jsonb_build_object('theme', CASE WHEN i % 2 = 1 THEN 'dark' ELSE 'light' END),
       i % 1000 / 4.0, i % 97, 0, i % 5 <> 0, stamp, stamp, true
FROM ({stamps}) AS n JOIN texts AS t12 ON t12.words = 12 AND t12.seed = i % {period}
"""
POSTS = """
INSERT INTO posts (id, title, slug, content, excerpt, status, view_count, like_count, published_at, author_id, version,
                   created_at, updated_at, is_active)
SELECT i + 1, t6.text, 'post-' || i + 1, t40.text, CASE WHEN i % 4 <> 0 THEN t10.text END, status, i * 7919 % 5000, i * 31 % 100,
       CASE WHEN status IN ('published', 'archived') THEN stamp END, i * 7919 % {users} + 1, 1, stamp, stamp, true
FROM ({stamps}) AS n
CROSS JOIN LATERAL (SELECT ({statuses})[i * 3 % {status_count} + 1] AS status) AS s
JOIN texts AS t6 ON t6.words = 6 AND t6.seed = i % {period}
JOIN texts AS t10 ON t10.words = 10 AND t10.seed = i % {period}
JOIN texts AS t40 ON t40.words = 40 AND t40.seed = i % {period}
"""
COMMENTS = """
INSERT INTO comments (id, post_id, user_id, content, is_approved, like_count, created_at, updated_at, is_active)
SELECT i + 1, i * 7919 % {posts} + 1,
       i * 7919 % {posts} * 7919 % {users} / {circle} + (i * 2654435761 >> 9) % {circle} * ({users} / {circle}) + 1,
       t14.text, i % 6 <> 0, i * 17 % 40, stamp, stamp, true
FROM ({stamps}) AS n JOIN texts AS t14 ON t14.words = 14 AND t14.seed = i % {period}
"""
TAGS = """
INSERT INTO tags (id, name, color, created_at, updated_at, is_active)
SELECT i + 1, 'tag' || lpad((i + 1)::text, 3, '0'), '#' || lpad(to_hex(i * 6007 % 16777215), 6, '0'), stamp, stamp, true
FROM ({stamps}) AS n
"""
POST_TAGS = """
INSERT INTO post_tags (post_id, tag_id)
SELECT i / {tags_per_post} + 1, (i / {tags_per_post} * 31 + i % {tags_per_post} * ({tags} / {tags_per_post})) % {tags} + 1
FROM generate_series($1::bigint, $2::bigint) AS i
"""


async def generate_rows(connection: asyncpg.Connection, sizes: Sizes) -> None:
    """Users, posts, comments, tags and their links; the other tables stay empty."""
    await connection.execute("CREATE TEMP TABLE texts (words int, seed int, text text)")
    texts = [(words, seed, text(seed, words)) for words in TEXT_LENGTHS for seed in range(TEXT_PERIOD)]
    await connection.copy_records_to_table("texts", records=texts)
    await connection.execute("ANALYZE texts")
    values = {
        "words": _array(WORDS),
        "word_count": len(WORDS),
        "statuses": _array(STATUSES),
        "status_count": len(STATUSES),
        "period": TEXT_PERIOD,
        "circle": sizes.circle or sizes.users,
        **{name: getattr(sizes, name) for name in ("users", "posts", "tags", "tags_per_post")},
    }
    for name, count, statement, step_s in (
        ("users", sizes.users, USERS, 9000),
        ("posts", sizes.posts, POSTS, 900),
        ("comments", sizes.comments, COMMENTS, 180),
        ("tags", sizes.tags, TAGS, 60),
        ("post_tags", sizes.posts * sizes.tags_per_post, POST_TAGS, 0),
    ):
        insert = statement.format(stamps=_STAMPS.format(epoch=EPOCH.isoformat(), step_s=step_s), **values)
        for first in range(0, count, CHUNK_ROWS):
            last = min(first + CHUNK_ROWS, count) - 1
            await connection.execute(insert, first, last)
            print(f"  {name}: {last + 1:,} of {count:,} rows", flush=True)
        await set_sequence(connection, Base.metadata.tables[name], count)
    await connection.execute("DROP TABLE texts")


def _array(words: list[str] | tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(f"'{word}'" for word in words) + "]"
