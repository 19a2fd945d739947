"""The mapped classes of the reference domain, one file per area, with the base, mixins and types that they share."""

from gql.reference.models.accounts import Role, User, UserRole
from gql.reference.models.base import Base, Model
from gql.reference.models.commerce import Cart, CartItem, Category, Order, OrderItem, OrderStatus, Product
from gql.reference.models.contacts import Contact, Customer, PaymentTerms, Supplier
from gql.reference.models.content import Comment, Like, Post, PostStatus, Tag
from gql.reference.models.planning import (
    Attachment,
    Feature,
    Priority,
    Project,
    ProjectStatus,
    Sprint,
    Task,
    TaskStatus,
)

__all__ = [
    "Attachment",
    "Base",
    "Cart",
    "CartItem",
    "Category",
    "Comment",
    "Contact",
    "Customer",
    "Feature",
    "Like",
    "Model",
    "Order",
    "OrderItem",
    "OrderStatus",
    "PaymentTerms",
    "Post",
    "PostStatus",
    "Priority",
    "Product",
    "Project",
    "ProjectStatus",
    "Role",
    "Sprint",
    "Supplier",
    "Tag",
    "Task",
    "TaskStatus",
    "User",
    "UserRole",
]
