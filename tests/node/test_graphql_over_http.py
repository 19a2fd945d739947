"""The server as programs on Node.js see it: the audits of graphql-http, and the clients that most applications use."""

from __future__ import annotations

import json

import pytest

from tests.node.conftest import Run

pytestmark = pytest.mark.node

AUDITS = 61
"""How many audits graphql-http 1.23 has: a run that stops halfway must not pass."""


def test_every_audit_of_graphql_http_passes(run: Run, endpoint: str, subtests: pytest.Subtests) -> None:
    audits = [json.loads(line) for line in run("node", "audit.js", endpoint).splitlines()]

    assert len(audits) == AUDITS
    for audit in audits:
        with subtests.test(f"{audit['id']} {audit['name']}"):
            assert ("ok", "") == (audit["status"], audit["reason"])


def test_urql_and_apollo_client_read_by_post_and_by_get(run: Run, endpoint: str) -> None:
    query = "query Posts { posts(first: 2) { nodes { title author { name } } } }"

    answers = json.loads(run("node", "clients.js", endpoint, query))

    assert {"urql by POST", "urql by GET", "Apollo Client by POST", "Apollo Client by GET"} == set(answers)
    for client, data in answers.items():
        titles = [node["title"] for node in data["posts"]["nodes"]]
        assert ["Post number 1", "Post number 2"] == titles, client
