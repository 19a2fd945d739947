"""Who sees which rows of the reference domain.

The public sees published posts, approved comments, tags, products and categories. People see what is theirs besides, and staff
sees everything. Accounts hold balances, so they are their owner's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from gql.context import Viewer
from gql.policy import Policy
from gql.reference.models import (
    Attachment,
    Cart,
    CartItem,
    Category,
    Comment,
    Contact,
    Customer,
    Feature,
    Like,
    Order,
    OrderItem,
    Post,
    PostStatus,
    Product,
    Project,
    Role,
    Sprint,
    Task,
    User,
    UserRole,
)

Condition = ColumnElement[bool]


class Shared(Policy[Any]):
    """Rows that are `public`, and those that are the viewer's own: `own` says which, given the id of the viewer's account."""

    def __init__(
        self, *, public: Callable[[], Condition] = false, own: Callable[[int], Condition] | None = None
    ) -> None:
        self._public = public
        self._own = own

    def rows(self, viewer: Viewer) -> Condition:
        """All for staff."""
        if viewer.has("staff") or viewer.has("admin"):
            return true()
        if viewer.id is None or not viewer.id.isdecimal() or self._own is None:
            return self._public()
        return or_(self._public(), self._own(int(viewer.id)))


def _is_published() -> Condition:
    return and_(Post.status == PostStatus.PUBLISHED, Post.deleted_at.is_(None))


def _of_customer(user: int) -> Condition:
    return exists().where(Customer.id == Contact.id, Customer.user_id == user)


def _of_project(user: int) -> Condition:
    return Feature.project.has(Project.owner_id == user)


def _of_task(user: int) -> Condition:
    return or_(Task.assignee_id == user, Task.feature.has(_of_project(user)))


POLICIES: Mapping[type[Any], Policy[Any]] = {
    User: Shared(own=lambda user: User.id == user),
    Role: Shared(own=lambda user: Role.user_roles.any(UserRole.user_id == user)),
    UserRole: Shared(own=lambda user: UserRole.user_id == user),
    Post: Shared(public=_is_published, own=lambda user: Post.author_id == user),
    Comment: Shared(
        public=lambda: and_(Comment.is_approved.is_(True), Comment.post.has(_is_published())),
        own=lambda user: Comment.user_id == user,
    ),
    Like: Shared(own=lambda user: Like.user_id == user),
    Product: Shared(public=lambda: Product.is_active.is_(True)),
    Category: Shared(public=lambda: Category.is_active.is_(True)),
    Contact: Shared(own=_of_customer),
    Cart: Shared(own=lambda user: Cart.user_id == user),
    CartItem: Shared(own=lambda user: CartItem.cart.has(Cart.user_id == user)),
    Order: Shared(own=lambda user: Order.customer.has(Customer.user_id == user)),
    OrderItem: Shared(own=lambda user: OrderItem.order.has(Order.customer.has(Customer.user_id == user))),
    Project: Shared(own=lambda user: Project.owner_id == user),
    Sprint: Shared(own=lambda user: Sprint.project.has(Project.owner_id == user)),
    Feature: Shared(own=_of_project),
    Task: Shared(own=_of_task),
    Attachment: Shared(own=lambda user: or_(Attachment.uploaded_by_id == user, Attachment.task.has(_of_task(user)))),
}
"""The policy of each model; `Tag` has none, as everybody sees all tags."""
