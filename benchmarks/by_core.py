"""The same operations by hand: the statements that a plan sends, through SQLAlchemy Core, shaped to dicts and encoded by orjson.

This is what somebody would write who knows the queries in advance and keeps SQLAlchemy. It is DESIGN's column "plan over
SQLAlchemy Core": statements are built once, every execution goes through SQLAlchemy's asyncio layer and its result
rows. Each function returns the bytes of the whole response.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from sqlalchemy import Integer, bindparam, column, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine

from gql.reference import Comment, Post, User

OPTIONS = orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z
KEYS = bindparam("keys", type_=ARRAY(Integer))
LIMIT = bindparam("limit", type_=Integer)

users, posts, comments = User.__table__, Post.__table__, Comment.__table__
keys = func.unnest(KEYS).table_valued(column("key", Integer)).render_derived()

post_by_key = select(posts.c.id, posts.c.title, posts.c.author_id).where(posts.c.id == func.any(KEYS))
users_by_key = select(users.c.id, users.c.username).where(users.c.id == func.any(KEYS))
first_posts = select(posts.c.id, posts.c.title, posts.c.author_id).order_by(posts.c.id).limit(LIMIT)
flat_posts = (
    select(
        posts.c.id,
        posts.c.title,
        posts.c.slug,
        posts.c.content,
        posts.c.view_count,
        posts.c.like_count,
        posts.c.created_at,
    )
    .order_by(posts.c.id)
    .limit(LIMIT)
)
first_users = select(users.c.id, users.c.username).order_by(users.c.id).limit(LIMIT)
author_page = (
    select(posts.c.id, posts.c.title).where(posts.c.author_id == keys.c.key).order_by(posts.c.id).limit(LIMIT).lateral()
)
posts_of_authors = select(keys.c.key, author_page.c.id, author_page.c.title).select_from(keys.join(author_page, true()))
comment_page = (
    select(comments.c.id, comments.c.content, comments.c.user_id)
    .where(comments.c.post_id == keys.c.key)
    .order_by(comments.c.id)
    .limit(LIMIT)
    .lateral()
)
comments_of_posts = select(keys.c.key, comment_page.c.content, comment_page.c.user_id).select_from(
    keys.join(comment_page, true())
)


def global_id(name: str, key: int) -> str:
    """The id by which a client names a row."""
    return base64.urlsafe_b64encode(f"{name}:{key}".encode()).decode().rstrip("=")


async def point(engine: AsyncEngine, variables: Mapping[str, Any]) -> bytes:
    """One post with its author."""
    text = variables["id"]
    key = int(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).partition(b":")[2])
    async with engine.connect() as connection:
        (post,) = (await connection.execute(post_by_key, {"keys": [key]})).all()
        (author,) = (await connection.execute(users_by_key, {"keys": [post[2]]})).all()
    return _encode(
        {
            "post": {
                "id": global_id("Post", post[0]),
                "title": post[1],
                "author": {"id": global_id("User", author[0]), "username": author[1]},
            }
        }
    )


async def post_list(engine: AsyncEngine, variables: Mapping[str, Any]) -> bytes:
    """50 posts with their authors."""
    async with engine.connect() as connection:
        found = (await connection.execute(first_posts, {"limit": 50})).all()
        authors = (await connection.execute(users_by_key, {"keys": list({row[2] for row in found})})).all()
    author_by_key = {key: {"id": global_id("User", key), "username": name} for key, name in authors}
    nodes = [
        {"id": global_id("Post", key), "title": title, "author": author_by_key[author]} for key, title, author in found
    ]
    return _encode({"posts": {"nodes": nodes}})


async def nested(engine: AsyncEngine, variables: Mapping[str, Any]) -> bytes:
    """20 users, 10 posts of each, 5 comments of each, and who wrote them."""
    async with engine.connect() as connection:
        roots = (await connection.execute(first_users, {"limit": 20})).all()
        written = (await connection.execute(posts_of_authors, {"keys": [row[0] for row in roots], "limit": 10})).all()
        said = (await connection.execute(comments_of_posts, {"keys": [row[1] for row in written], "limit": 5})).all()
        sayers = (await connection.execute(users_by_key, {"keys": list({row[2] for row in said})})).all()
    user_by_key = {key: {"username": name} for key, name in sayers}
    comments_by_post: dict[int, list[Any]] = {}
    for post, content, user in said:
        comments_by_post.setdefault(post, []).append({"content": content, "user": user_by_key[user]})
    posts_by_author: dict[int, list[Any]] = {}
    for author, key, title in written:
        posts_by_author.setdefault(author, []).append(
            {"title": title, "comments": {"nodes": comments_by_post.get(key, [])}}
        )
    nodes = [{"username": name, "posts": {"nodes": posts_by_author.get(key, [])}} for key, name in roots]
    return _encode({"users": {"nodes": nodes}})


FLAT_NAMES = ("rowId", "title", "slug", "content", "viewCount", "likeCount", "createdAt")


async def flat(engine: AsyncEngine, variables: Mapping[str, Any]) -> bytes:
    """1,000 posts, 7 scalars each."""
    async with engine.connect() as connection:
        found = (await connection.execute(flat_posts, {"limit": 1000})).all()
    return _encode({"posts": {"nodes": [dict(zip(FLAT_NAMES, row, strict=True)) for row in found]}})


BY_CORE: Mapping[str, Callable[[AsyncEngine, Mapping[str, Any]], Awaitable[bytes]]] = {
    "point": point,
    "list": post_list,
    "nested": nested,
    "flat": flat,
}


def _encode(data: Any) -> bytes:
    return orjson.dumps({"data": data}, option=OPTIONS)
