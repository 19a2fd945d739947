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

users, posts, comments = User.__table__, Post.__table__, Comment.__table__
keys = func.unnest(KEYS).table_valued(column("key", Integer)).render_derived()

posts_with_authors = select(posts.c.id, posts.c.title, users.c.id, users.c.username).select_from(
    posts.outerjoin(users, users.c.id == posts.c.author_id)
)
post_by_key = posts_with_authors.where(posts.c.id == bindparam("key", type_=Integer))
first_posts = posts_with_authors.order_by(posts.c.id).limit(50)
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
    .limit(1000)
)
first_users = select(users.c.id, users.c.username).order_by(users.c.id).limit(20)
author_page = (
    select(posts.c.id, posts.c.title).where(posts.c.author_id == keys.c.key).order_by(posts.c.id).limit(10).lateral()
)
posts_of_authors = select(keys.c.key, author_page.c.id, author_page.c.title).select_from(keys.join(author_page, true()))
comment_page = (
    select(comments.c.id, comments.c.content, users.c.username)
    .select_from(comments.outerjoin(users, users.c.id == comments.c.user_id))
    .where(comments.c.post_id == keys.c.key)
    .order_by(comments.c.id)
    .limit(5)
    .lateral()
)
comments_of_posts = select(keys.c.key, comment_page.c.content, comment_page.c.username).select_from(
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
        (post,) = (await connection.execute(post_by_key, {"key": key})).all()
    return _encode(
        {
            "post": {
                "id": global_id("Post", post[0]),
                "title": post[1],
                "author": {"id": global_id("User", post[2]), "username": post[3]},
            }
        }
    )


async def post_list(engine: AsyncEngine, variables: Mapping[str, Any]) -> bytes:
    """50 posts with their authors."""
    async with engine.connect() as connection:
        found = (await connection.execute(first_posts)).all()
    nodes = [
        {"id": global_id("Post", key), "title": title, "author": {"id": global_id("User", author), "username": name}}
        for key, title, author, name in found
    ]
    return _encode({"posts": {"nodes": nodes}})


async def nested(engine: AsyncEngine, variables: Mapping[str, Any]) -> bytes:
    """20 users, 10 posts of each, 5 comments of each, and who wrote them."""
    async with engine.connect() as connection:
        roots = (await connection.execute(first_users)).all()
        written = (await connection.execute(posts_of_authors, {"keys": [row[0] for row in roots]})).all()
        said = (await connection.execute(comments_of_posts, {"keys": [row[1] for row in written]})).all()
    comments_by_post: dict[int, list[Any]] = {}
    for post, content, username in said:
        comments_by_post.setdefault(post, []).append({"content": content, "user": {"username": username}})
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
        found = (await connection.execute(flat_posts)).all()
    return _encode({"posts": {"nodes": [dict(zip(FLAT_NAMES, row, strict=True)) for row in found]}})


BY_CORE: Mapping[str, Callable[[AsyncEngine, Mapping[str, Any]], Awaitable[bytes]]] = {
    "point": point,
    "list": post_list,
    "nested": nested,
    "flat": flat,
}


def _encode(data: Any) -> bytes:
    return orjson.dumps({"data": data}, option=OPTIONS)
