"""Commerce: contacts, catalogue, carts, orders.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# MariaDB compares text without regard to case unless told; the other databases do not.
OPTIONS = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}
NOW = {
    "postgresql": "CURRENT_TIMESTAMP",
    "sqlite": "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))",
    "mysql": "(utc_timestamp(6))",
    "mariadb": "(utc_timestamp(6))",
}


def moment() -> sa.types.TypeEngine:
    return sa.DateTime(timezone=True).with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def now() -> sa.TextClause:
    return sa.text(NOW[op.get_context().dialect.name])


def json() -> sa.types.TypeEngine:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("phone", sa.String(30)),
        sa.Column("city", sa.String(80)),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("kind IN ('contact', 'customer', 'supplier')", name=op.f("ck_contacts_kind_is_known")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_contacts_kind_id"), "contacts", ["kind", "id"])
    op.create_index(op.f("ix_contacts_name_id"), "contacts", ["name", "id"])
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credit_limit", sa.Numeric(12, 2), server_default=sa.text("0.00"), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["id"], ["contacts.id"], name=op.f("fk_customers_id_contacts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_customers_user_id_users"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("user_id", name=op.f("uq_customers_user_id")),
        sa.CheckConstraint("credit_limit >= 0", name=op.f("ck_customers_credit_limit_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_customers_credit_limit_id"), "customers", ["credit_limit", "id"])
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_terms", sa.String(20), server_default="net_30", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["id"], ["contacts.id"], name=op.f("fk_suppliers_id_contacts"), ondelete="CASCADE"),
        sa.CheckConstraint(
            "payment_terms IN ('prepaid', 'net_15', 'net_30', 'net_60')", name=op.f("ck_suppliers_paymentterms")
        ),
        **OPTIONS,
    )
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("parent_id", sa.Integer()),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["categories.id"], name=op.f("fk_categories_parent_id_categories"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("slug", name=op.f("uq_categories_slug")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_categories_name_id"), "categories", ["name", "id"])
    op.create_index(op.f("ix_categories_parent_id_id"), "categories", ["parent_id", "id"])
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
        sa.Column("stock", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("attributes", json(), nullable=False),
        sa.Column("tags", json(), nullable=False),
        sa.Column("supplier_cost", sa.LargeBinary()),
        sa.Column("category_id", sa.Integer()),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_products_category_id_categories"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("slug", name=op.f("uq_products_slug")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_products_price_not_negative")),
        sa.CheckConstraint("stock >= 0", name=op.f("ck_products_stock_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_products_category_id_id"), "products", ["category_id", "id"])
    op.create_index(op.f("ix_products_category_id_price_id"), "products", ["category_id", "price", "id"])
    op.create_index(op.f("ix_products_created_at_id"), "products", ["created_at", "id"])
    op.create_index(op.f("ix_products_name_id"), "products", ["name", "id"])
    op.create_index(op.f("ix_products_price_id"), "products", ["price", "id"])
    op.create_index(op.f("ix_products_stock_id"), "products", ["stock", "id"])
    op.create_table(
        "product_suppliers",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("product_id", "supplier_id"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_product_suppliers_product_id_products"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_product_suppliers_supplier_id_suppliers"),
            ondelete="CASCADE",
        ),
        **OPTIONS,
    )
    op.create_index(
        op.f("ix_product_suppliers_supplier_id_product_id"), "product_suppliers", ["supplier_id", "product_id"]
    )
    op.create_table(
        "carts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_carts_user_id_users"), ondelete="CASCADE"),
        sa.UniqueConstraint("user_id", name=op.f("uq_carts_user_id")),
        **OPTIONS,
    )
    op.create_table(
        "cart_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cart_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["cart_id"], ["carts.id"], name=op.f("fk_cart_items_cart_id_carts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_cart_items_product_id_products"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("cart_id", "product_id", name=op.f("uq_cart_items_cart_id_product_id")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_cart_items_quantity_positive")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_cart_items_product_id_id"), "cart_items", ["product_id", "id"])
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), server_default="pending", nullable=False),
        sa.Column("total", sa.Numeric(12, 2), nullable=False),
        sa.Column("placed_at", moment(), server_default=now(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_orders_customer_id_customers"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
        sa.CheckConstraint(
            "status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled')", name=op.f("ck_orders_orderstatus")
        ),
        sa.CheckConstraint("total >= 0", name=op.f("ck_orders_total_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_orders_customer_id_id"), "orders", ["customer_id", "id"])
    op.create_index(op.f("ix_orders_customer_id_placed_at_id"), "orders", ["customer_id", "placed_at", "id"])
    op.create_index(
        op.f("ix_orders_open"),
        "orders",
        ["placed_at", "id", "customer_id"],
        postgresql_where=sa.text("status IN ('pending', 'paid')"),
        sqlite_where=sa.text("status IN ('pending', 'paid')"),
    )
    op.create_index(op.f("ix_orders_placed_at_id"), "orders", ["placed_at", "id"])
    op.create_index(op.f("ix_orders_status_placed_at_id"), "orders", ["status", "placed_at", "id"])
    op.create_index(op.f("ix_orders_total_id"), "orders", ["total", "id"])
    op.create_table(
        "order_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("price_at_purchase", sa.Numeric(10, 2), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_items_order_id_orders"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_order_items_product_id_products"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("order_id", "product_id", name=op.f("uq_order_items_order_id_product_id")),
        sa.CheckConstraint("price_at_purchase >= 0", name=op.f("ck_order_items_price_at_purchase_not_negative")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_items_quantity_positive")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_order_items_product_id_id"), "order_items", ["product_id", "id"])


def downgrade() -> None:
    op.drop_table("order_items")
    op.drop_table("orders")
    op.drop_table("cart_items")
    op.drop_table("carts")
    op.drop_table("product_suppliers")
    op.drop_table("products")
    op.drop_table("categories")
    op.drop_table("suppliers")
    op.drop_table("customers")
    op.drop_table("contacts")
