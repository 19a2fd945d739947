"""Sample tags, posts, likes and threads of comments. A post's like count is the number of its likes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from gql.reference.models.content import Comment, Like, Post, PostStatus, Tag, post_tags
from gql.reference.models.mixins import slugify
from gql.reference.sample import words
from gql.reference.sample.base import NOW, START, Row, Rows, Sample, maybe, moment, skewed, stamps, table_of
from gql.reference.sample.text import fill, paragraphs, sentence_pool

POSTS, COMMENTS, LIKES = 10_000, 50_000, 30_000
STATUSES = (PostStatus.PUBLISHED,) * 20 + (PostStatus.DRAFT,) * 2 + (PostStatus.REVIEW,) + (PostStatus.ARCHIVED,) * 2
READABLE = {PostStatus.PUBLISHED, PostStatus.ARCHIVED}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is decided about a post before its text is written, in the order of creation."""

    created_at: datetime
    author: int
    status: PostStatus
    published_at: datetime | None


def rows(sample: Sample) -> Rows:
    """Tags, posts, their tags, comments, likes."""
    rng = sample.random("content")
    tags = _tags(rng)
    drafts = sorted((_draft(rng, sample) for _ in range(sample.count(POSTS))), key=lambda draft: draft.created_at)
    readable = {number: draft.published_at for number, draft in enumerate(drafts, 1) if draft.published_at is not None}
    popular = list(readable)
    rng.shuffle(popular)
    likes = _likes(rng, sample, popular, readable)
    yield table_of(Tag), tags
    yield table_of(Post), _posts(rng, sample, drafts, Counter(post for _, post in likes))
    yield (
        post_tags,
        [
            {"post_id": post, "tag_id": tag}
            for post in range(1, len(drafts) + 1)
            for tag in sorted({skewed(rng, len(tags)) for _ in range(rng.randrange(5))})
        ],
    )
    yield table_of(Comment), _comments(rng, sample, popular, readable)
    yield (
        table_of(Like),
        [
            {"user_id": user, "post_id": post, "created_at": at, "updated_at": at}
            for user, post in sorted(likes)
            for at in (moment(rng, readable[post], NOW),)
        ],
    )


def _tags(rng: Random) -> list[Row]:
    return [
        {"id": number, "name": name, "color": maybe(rng, 0.85, rng.choice(words.TAG_COLORS)), **stamps(START)}
        for number, name in enumerate(words.TAGS, 1)
    ]


def _draft(rng: Random, sample: Sample) -> Draft:
    author = skewed(rng, sample.users)
    created_at = moment(rng, sample.user_created_at[author - 1], NOW)
    status = rng.choice(STATUSES)
    published_at = None
    if status in READABLE:
        later = created_at + timedelta(hours=rng.randrange(1, 240))
        # Many are published on the hour: real tables have ties.
        published_at = min(later.replace(minute=0, second=0) if rng.random() < 0.6 else later, NOW)
    return Draft(created_at, author, status, published_at)


def _posts(rng: Random, sample: Sample, drafts: list[Draft], likes: Counter[int]) -> list[Row]:
    pool = sentence_pool(rng, words.SENTENCES)
    posts = []
    for number, draft in enumerate(drafts, 1):
        title = fill(rng, words.TITLES)
        first_change = draft.published_at or draft.created_at
        updated_at = max(first_change, draft.created_at)
        posts.append(
            {
                "id": number,
                "slug": f"{slugify(title)}-{number}",
                "title": title,
                "content": paragraphs(rng, pool, rng.randrange(4, 28)),
                "excerpt": maybe(rng, 0.75, rng.choice(pool)),
                "status": draft.status,
                "view_count": likes[number] * 9 + rng.randrange(200) if draft.published_at else 0,
                "like_count": likes[number],
                "meta_title": maybe(rng, 0.3, title),
                "meta_description": maybe(rng, 0.3, rng.choice(pool)),
                "published_at": draft.published_at,
                "author_id": draft.author,
                "created_by_id": draft.author,
                "updated_by_id": maybe(rng, 0.8, draft.author),
                "deleted_at": maybe(rng, 0.01, NOW - timedelta(days=rng.randrange(1, 30))),
                "version": rng.randrange(1, 6),
                **stamps(draft.created_at, updated_at),
            }
        )
    return posts


def _likes(rng: Random, sample: Sample, popular: list[int], readable: dict[int, datetime]) -> set[tuple[int, int]]:
    return {
        (rng.randrange(1, sample.users + 1), popular[skewed(rng, len(popular)) - 1]) for _ in range(sample.count(LIKES))
    }


def _comments(rng: Random, sample: Sample, popular: list[int], readable: dict[int, datetime]) -> list[Row]:
    pool = sentence_pool(rng, words.COMMENTS, 1500)
    comments: list[
        tuple[datetime, int, int, int | None]
    ] = []  # when, in which order, on which post, in answer to which
    on_post: dict[int, list[int]] = {}
    for index in range(sample.count(COMMENTS)):
        post = popular[skewed(rng, len(popular)) - 1]
        earlier = on_post.setdefault(post, [])
        answered = rng.choice(earlier) if earlier and rng.random() < 0.4 else None
        not_before = readable[post] if answered is None else comments[answered][0]
        comments.append((moment(rng, not_before, NOW), index, post, answered))
        earlier.append(index)
    in_order = sorted(comments)
    number_by_index = {index: number for number, (_, index, _, _) in enumerate(in_order, 1)}
    return [
        {
            "id": number,
            "post_id": post,
            "user_id": rng.randrange(1, sample.users + 1),
            "parent_id": None if answered is None else number_by_index[answered],
            "content": " ".join(rng.choices(pool, k=rng.choice((1, 1, 2, 3)))),
            "is_approved": rng.random() < 0.9,
            "like_count": max(0, rng.randrange(-6, 12)),
            **stamps(created_at),
        }
        for number, (created_at, _, post, answered) in enumerate(in_order, 1)
    ]
