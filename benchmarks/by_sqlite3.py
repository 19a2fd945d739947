"""The nested operation by hand on the standard library's sqlite3: the statements of our plan, plain functions, orjson."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import orjson

USERS = "SELECT id, username FROM users ORDER BY id LIMIT 20"
POSTS = """
SELECT k.value, p.id, p.title FROM json_each(?) AS k JOIN posts AS p
WHERE p.id IN (SELECT id FROM posts WHERE author_id = k.value ORDER BY id LIMIT 10) ORDER BY k.value, p.id
"""
COMMENTS = """
SELECT k.value, c.content, u.username FROM json_each(?) AS k JOIN comments AS c LEFT JOIN users AS u ON u.id = c.user_id
WHERE c.id IN (SELECT id FROM comments WHERE post_id = k.value ORDER BY id LIMIT 5) ORDER BY k.value, c.id
"""


def open_sqlite(path: Path) -> sqlite3.Connection:
    """A connection that only reads and opens no transactions by itself."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)


def nested_by_sqlite3(connection: sqlite3.Connection) -> bytes:
    """The whole response to the nested operation."""
    connection.execute("BEGIN")
    users = connection.execute(USERS).fetchall()
    posts = connection.execute(POSTS, (json.dumps([key for key, _ in users]),)).fetchall()
    comments = connection.execute(COMMENTS, (json.dumps([key for _, key, _ in posts]),)).fetchall()
    connection.execute("ROLLBACK")
    comments_by_post: dict[int, list[Any]] = {}
    for post, content, username in comments:
        comments_by_post.setdefault(post, []).append({"content": content, "user": {"username": username}})
    posts_by_user: dict[int, list[Any]] = {}
    for user, key, title in posts:
        nodes = comments_by_post.get(key, [])
        posts_by_user.setdefault(user, []).append({"title": title, "comments": {"nodes": nodes}})
    nodes = [{"username": name, "posts": {"nodes": posts_by_user.get(key, [])}} for key, name in users]
    return orjson.dumps({"data": {"users": {"nodes": nodes}}})
