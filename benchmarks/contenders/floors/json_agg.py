"""The floor `json_agg`: one hand-written statement per operation, whose only value is the text of the whole response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import asyncpg
from serving import Answer, key_of, serve

# How PostgreSQL writes what our ids and times look like.
ID = "rtrim(translate(encode(convert_to('{name}:' || {key}, 'UTF8'), 'base64'), '+/', '-_'), '=')"
POST_ID = ID.format(name="Post", key="p.id")
COMMENT_ID = ID.format(name="Comment", key="c.id")
USER_ID = ID.format(name="User", key="u.id")
CURSOR = ID.format(name="cursor", key="p.id")
AUTHOR = f"json_build_object('id', {USER_ID}, 'username', u.username)"
POST = f"json_build_object('id', {POST_ID}, 'title', p.title, 'author', {AUTHOR})"
CREATED = "to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"

POINT = f"""
SELECT json_build_object('data', json_build_object('post', {POST}))::text
FROM posts p JOIN users u ON u.id = p.author_id WHERE p.id = $1
"""
LIST = f"""
SELECT json_build_object('data', json_build_object('posts', json_build_object('nodes', json_agg({POST} ORDER BY p.id))))::text
FROM (SELECT id, title, author_id FROM posts ORDER BY id LIMIT 50) p JOIN users u ON u.id = p.author_id
"""
NESTED = """
SELECT json_build_object('data', json_build_object('users', json_build_object('nodes', json_agg(json_build_object(
    'username', u.username, 'posts', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object('title', p.title, 'comments', json_build_object('nodes', (
            SELECT coalesce(json_agg(json_build_object(
                'content', c.content, 'user', json_build_object('username', w.username)) ORDER BY c.id), '[]')
            FROM (SELECT id, content, user_id FROM comments WHERE post_id = p.id ORDER BY id LIMIT 5) c
            JOIN users w ON w.id = c.user_id
        ))) ORDER BY p.id), '[]')
        FROM (SELECT id, title FROM posts WHERE author_id = u.id ORDER BY id LIMIT 10) p
    ))) ORDER BY u.id))))::text
FROM (SELECT id, username FROM users ORDER BY id LIMIT 20) u
"""
WIDE = f"""
SELECT json_build_object('data', json_build_object('posts', json_build_object(
    'edges', json_agg(json_build_object('cursor', {CURSOR}, 'node', json_build_object(
        'rowId', p.id, 'title', p.title, 'slug', p.slug, 'content', p.content, 'viewCount', p.view_count,
        'likeCount', p.like_count, 'status', upper(p.status), 'createdAt', {CREATED})) ORDER BY p.id)
        FILTER (WHERE p.place <= 1000),
    'pageInfo', json_build_object('hasNextPage', count(*) > 1000))))::text
FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM posts ORDER BY id LIMIT 1001) p
"""
PAGE = f"""
SELECT json_build_object('data', json_build_object('posts', json_build_object(
    'nodes', json_agg(json_build_object('id', {POST_ID}, 'title', p.title) ORDER BY p.id) FILTER (WHERE p.place <= 50),
    'pageInfo', json_build_object('hasNextPage', count(*) > 50,
        'endCursor', (array_agg({CURSOR} ORDER BY p.id DESC) FILTER (WHERE p.place <= 50))[1]))))::text
FROM (SELECT id, title, row_number() OVER (ORDER BY id) AS place FROM posts WHERE id > $1 ORDER BY id LIMIT 51) p
"""
TAGS = """
SELECT json_build_object('data', json_build_object('posts', json_build_object('nodes', json_agg(json_build_object(
    'title', p.title, 'tags', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object('name', t.name) ORDER BY t.id), '[]')
        FROM (SELECT t.id, t.name FROM post_tags l JOIN tags t ON t.id = l.tag_id
              WHERE l.post_id = p.id ORDER BY t.id LIMIT 20) t
    ))) ORDER BY p.id))))::text
FROM (SELECT id, title FROM posts ORDER BY id LIMIT 50) p
"""

FILTER = f"""
SELECT json_build_object('data', json_build_object('posts', json_build_object(
    'totalCount', (SELECT count(*) FROM posts WHERE status = 'published' AND view_count >= 500),
    'nodes', coalesce(json_agg(json_build_object('id', {POST_ID}, 'title', p.title) ORDER BY p.id), '[]'))))::text
FROM (SELECT id, title FROM posts WHERE status = 'published' AND view_count >= 500 ORDER BY id LIMIT 50) p
"""
CREATE = f"""
INSERT INTO comments AS c (post_id, user_id, content) VALUES ($1, $2, $3)
RETURNING json_build_object('data', json_build_object('createComment', json_build_object(
    'comment', json_build_object('id', {COMMENT_ID}, 'content', c.content), 'errors', '[]'::json)))::text
"""


def _text(statement: str) -> Answer:
    async def answer(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
        text: str = await pool.fetchval(statement)
        return text.encode()

    return answer


async def point(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """One post with its author."""
    text: str = await pool.fetchval(POINT, key_of(variables["id"]))
    return text.encode()


async def page(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """A page of 50 posts, from the start or after a cursor."""
    after = variables.get("after")
    text: str = await pool.fetchval(PAGE, key_of(after) if after else 0)
    return text.encode()


async def create(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """A comment written and read back."""
    text: str = await pool.fetchval(CREATE, key_of(variables["post"]), key_of(variables["user"]), variables["content"])
    return text.encode()


app = serve(
    {
        "Point": point,
        "List": _text(LIST),
        "Nested": _text(NESTED),
        "Wide": _text(WIDE),
        "Page": page,
        "Tags": _text(TAGS),
        "Filter": _text(FILTER),
        "Create": create,
    }
)
