"""The floor `rows`: the fewest statements, flat rows, shaped by hand-written Python and orjson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import asyncpg
import orjson
from serving import global_id, key_of, serve

OPTIONS = orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z
WIDE = "rowId title slug content viewCount likeCount status createdAt".split()

POINT = """
SELECT p.id, p.title, u.id, u.username FROM posts p JOIN users u ON u.id = p.author_id WHERE p.id = $1
"""
LIST = """
SELECT p.id, p.title, u.id, u.username FROM posts p JOIN users u ON u.id = p.author_id ORDER BY p.id LIMIT 50
"""
NESTED = """
SELECT u.id, u.username, p.id, p.title, c.content, w.username
FROM (SELECT id, username FROM users ORDER BY id LIMIT 20) u
LEFT JOIN LATERAL (SELECT id, title FROM posts WHERE author_id = u.id ORDER BY id LIMIT 10) p ON true
LEFT JOIN LATERAL (SELECT id, content, user_id FROM comments WHERE post_id = p.id ORDER BY id LIMIT 5) c ON true
LEFT JOIN users w ON w.id = c.user_id
ORDER BY u.id, p.id, c.id
"""
WIDE_POSTS = """
SELECT id, title, slug, content, view_count, like_count, status, created_at FROM posts ORDER BY id LIMIT 1001
"""
DEEP = "SELECT id, title FROM posts WHERE id > $1 ORDER BY id LIMIT 51"
FIRST = "SELECT id, title FROM posts ORDER BY id LIMIT 51"
TAGS = """
SELECT p.id, p.title, t.name
FROM (SELECT id, title FROM posts ORDER BY id LIMIT 50) p
LEFT JOIN LATERAL (
    SELECT t.id, t.name FROM post_tags l JOIN tags t ON t.id = l.tag_id WHERE l.post_id = p.id ORDER BY t.id LIMIT 20
) t ON true
ORDER BY p.id, t.id
"""

FILTER = """
SELECT n.count, p.id, p.title
FROM (SELECT count(*) FROM posts WHERE status = 'published' AND view_count >= 500) n
LEFT JOIN (
    SELECT id, title FROM posts WHERE status = 'published' AND view_count >= 500 ORDER BY id LIMIT 50
) p ON true
ORDER BY p.id
"""
CREATE = "INSERT INTO comments (post_id, user_id, content) VALUES ($1, $2, $3) RETURNING id, content"


def _encode(data: Any) -> bytes:
    return orjson.dumps({"data": data}, option=OPTIONS)


def _post(row: Any) -> dict[str, Any]:
    return {
        "id": global_id("Post", row[0]),
        "title": row[1],
        "author": {"id": global_id("User", row[2]), "username": row[3]},
    }


async def point(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """One post with its author."""
    return _encode({"post": _post(await pool.fetchrow(POINT, key_of(variables["id"])))})


async def post_list(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """50 posts with their authors."""
    return _encode({"posts": {"nodes": [_post(row) for row in await pool.fetch(LIST)]}})


async def nested(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """Users, their posts, the comments, and who wrote these: one statement, cut where a key changes."""
    users: list[Any] = []
    posts: list[Any] = []
    comments: list[Any] = []
    last_user = last_post = None
    for user, username, post, title, content, writer in await pool.fetch(NESTED):
        if user != last_user:
            posts = []
            users.append({"username": username, "posts": {"nodes": posts}})
            last_user = user
        if post is None:
            continue
        if post != last_post:
            comments = []
            posts.append({"title": title, "comments": {"nodes": comments}})
            last_post = post
        if content is not None:
            comments.append({"content": content, "user": {"username": writer}})
    return _encode({"users": {"nodes": users}})


async def wide(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """1,000 posts with 8 scalars, as a connection with cursors."""
    rows = await pool.fetch(WIDE_POSTS)
    edges = [{"cursor": global_id("cursor", row[0]), "node": _wide_node(row)} for row in rows[:1000]]
    return _encode({"posts": {"edges": edges, "pageInfo": {"hasNextPage": len(rows) > 1000}}})


def _wide_node(row: Any) -> dict[str, Any]:
    node = dict(zip(WIDE, row, strict=True))
    node["status"] = node["status"].upper()
    return node


async def page(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """A page of 50 posts, from the start or after a cursor."""
    after = variables.get("after")
    rows = await (pool.fetch(DEEP, key_of(after)) if after else pool.fetch(FIRST))
    nodes = [{"id": global_id("Post", row[0]), "title": row[1]} for row in rows[:50]]
    end = global_id("cursor", rows[len(nodes) - 1][0])
    return _encode({"posts": {"nodes": nodes, "pageInfo": {"hasNextPage": len(rows) > 50, "endCursor": end}}})


async def tags(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """50 posts with their tags."""
    posts: list[Any] = []
    names: list[Any] = []
    last = None
    for key, title, name in await pool.fetch(TAGS):
        if key != last:
            names = []
            posts.append({"title": title, "tags": {"nodes": names}})
            last = key
        if name is not None:
            names.append({"name": name})
    return _encode({"posts": {"nodes": posts}})


async def filtered(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """50 posts under two conditions, and how many there are."""
    rows = await pool.fetch(FILTER)
    nodes = [{"id": global_id("Post", key), "title": title} for _, key, title in rows if key is not None]
    return _encode({"posts": {"totalCount": rows[0][0], "nodes": nodes}})


async def create(pool: asyncpg.Pool, variables: Mapping[str, Any]) -> bytes:
    """A comment written and read back."""
    row = await pool.fetchrow(CREATE, key_of(variables["post"]), key_of(variables["user"]), variables["content"])
    comment = {"id": global_id("Comment", row[0]), "content": row[1]}
    return _encode({"createComment": {"comment": comment, "errors": []}})


app = serve(
    {
        "Point": point,
        "List": post_list,
        "Nested": nested,
        "Wide": wide,
        "Page": page,
        "Tags": tags,
        "Filter": filtered,
        "Create": create,
    }
)
