"""Sample users, whom they follow, and the roles that the staff among them hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from gql.reference.models.accounts import Role, User, UserRole, follows
from gql.reference.models.mixins import slugify
from gql.reference.sample import words
from gql.reference.sample.base import NOW, START, Row, Rows, Sample, maybe, moment, skewed, stamps, table_of
from gql.reference.sample.text import fill, person

NO_PASSWORD = "!sample account: no password signs in"  # noqa: S105 - says that there is none
"""In place of a hash; no password verifies against it."""

STAFF_SHARE = 10
"""Every tenth user, the oldest accounts, works for the company."""

REPORTS_PER_MANAGER = 6

ROLES = {
    "admin": ("Runs the system and gives roles.", ["roles:manage", "staff", "users:manage"]),
    "moderator": ("Approves comments.", ["comments:approve", "comments:delete", "staff"]),
    "editor": ("Publishes posts of all authors.", ["posts:publish", "posts:update", "staff"]),
    "merchandiser": ("Keeps the catalogue.", ["categories:manage", "products:manage", "staff"]),
    "planner": ("Plans projects and sprints.", ["projects:manage", "staff"]),
    "support": ("Helps customers with their orders.", ["orders:read", "staff"]),
}


def rows(sample: Sample) -> Rows:
    """Users, roles, who holds them, who follows whom. Fills `sample.user_created_at`."""
    rng = sample.random("accounts")
    users = _users(rng, sample)
    sample.user_created_at.extend(user["created_at"] for user in users)
    yield table_of(User), users
    yield (
        table_of(Role),
        [
            {"id": number, "name": name, "description": text, "permissions": permissions, **stamps(START)}
            for number, (name, (text, permissions)) in enumerate(ROLES.items(), 1)
        ],
    )
    yield table_of(UserRole), _user_roles(rng, sample)
    yield follows, _follows(rng, sample)


def staff_count(sample: Sample) -> int:
    """How many users are staff; theirs are the numbers from 1 on."""
    return sample.users // STAFF_SHARE


def _users(rng: Random, sample: Sample) -> list[Row]:
    joined = sorted(moment(rng, START, NOW - timedelta(days=1)) for _ in range(sample.users))
    staff = staff_count(sample)
    times_taken: dict[str, int] = {}
    users = []
    for number, created_at in enumerate(joined, 1):
        given_name, surname = person(rng)
        username = slugify(f"{given_name} {surname}").replace("-", ".")
        times_taken[username] = times_taken.get(username, 0) + 1
        if times_taken[username] > 1:
            username = f"{username}{times_taken[username]}"
        last_login_at = maybe(rng, 0.85, moment(rng, created_at, NOW))
        is_locked = rng.random() < 0.01
        users.append(
            {
                "id": number,
                "username": username,
                "email": f"{username}@example.{rng.choice(('com', 'net', 'org'))}",
                "password_hash": NO_PASSWORD,
                "first_name": given_name,
                "last_name": surname,
                "bio": maybe(rng, 0.7, fill(rng, words.BIOS)),
                "preferences": _preferences(rng),
                "account_balance": Decimal(rng.randrange(100_000)) / 100 if rng.random() < 0.7 else Decimal("0.00"),
                "login_count": rng.randrange(1, 400) if last_login_at else 0,
                "failed_login_count": 5 if is_locked else rng.choice((0, 0, 0, 0, 1, 2)),
                "locked_until": NOW + timedelta(minutes=rng.randrange(1, 16)) if is_locked else None,
                "last_login_at": last_login_at,
                "is_verified": rng.random() < 0.9,
                "manager_id": (number - 2) // REPORTS_PER_MANAGER + 1 if 1 < number <= staff else None,
                **stamps(created_at, last_login_at, is_active=number <= 3 or rng.random() < 0.97),
            }
        )
    return users


def _preferences(rng: Random) -> Row:
    preferences: Row = {"theme": rng.choice(("dark", "light", "system")), "language": rng.choice(("de", "en", "fr"))}
    if rng.random() < 0.5:
        preferences["digest"] = {"enabled": rng.random() < 0.5, "days": rng.sample(("mon", "wed", "fri", "sun"), k=2)}
    if rng.random() < 0.3:
        preferences["rowsPerPage"] = rng.choice((20, 50, 100))
    return preferences


def _user_roles(rng: Random, sample: Sample) -> list[Row]:
    admin, *others = range(1, len(ROLES) + 1)
    held = [
        (user, role)
        for user in range(1, staff_count(sample) + 1)
        for role in ([admin] if user <= 3 else []) + sorted(rng.sample(others, k=rng.choice((1, 1, 1, 2))))
    ]
    return [
        _user_role(rng, number, user, role, sample.user_created_at[user - 1])
        for number, (user, role) in enumerate(held, 1)
    ]


def _user_role(rng: Random, number: int, user: int, role: int, since: datetime) -> Row:
    assigned_at = moment(rng, since, NOW)
    return {
        "id": number,
        "user_id": user,
        "role_id": role,
        "assigned_by_id": None if user == 1 else rng.randrange(1, 4),
        "assigned_at": assigned_at,
        "expires_at": maybe(rng, 0.2, assigned_at + timedelta(days=365 * rng.randrange(1, 4))),
        **stamps(assigned_at, is_active=user == 1 or rng.random() < 0.95),
    }


def _follows(rng: Random, sample: Sample) -> list[Row]:
    pairs = [
        (follower, followed)
        for follower in range(1, sample.users + 1)
        for followed in sorted({skewed(rng, sample.users) for _ in range(rng.randrange(13))} - {follower})
    ]
    joined = sample.user_created_at
    return [
        {
            "follower_id": follower,
            "followed_id": followed,
            "created_at": moment(rng, max(joined[follower - 1], joined[followed - 1]), NOW),
        }
        for follower, followed in pairs
    ]
