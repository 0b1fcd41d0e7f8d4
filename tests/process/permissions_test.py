"""Who may do what: every operation of the API's description, asked for with every kind of
credential, about what is one's own and what is another organisation's."""

import collections
import datetime
import pathlib
import re

import yaml

from asked_operations import ABOUT_BODY, asked_of
from calling import Caller
from credentials import every_credential
from practice import Belongings, Practice, idempotency_key
from serving import Server
from trial import expect, expect_equal, run

DESCRIPTION = pathlib.Path(__file__).resolve().parents[2] / "schemas" / "openapi.yaml"
METHODS = ("get", "put", "post", "patch", "delete")
CELLS_MIN = 500
BEGIN = datetime.datetime(2026, 12, 1, 8, tzinfo=datetime.timezone.utc)
# A guest's token lasts 30 days beyond its booking.
NOW = BEGIN + datetime.timedelta(days=60)
# Whoever may ask is answered, if only that it is too early or too late for what is asked.
OPEN = frozenset([200, 201, 202, 204, 308, 409, 422])
HIDDEN = frozenset([403, 404])
# What has to do with one host, what every host may see of another, and what no host may do.
OF_HOSTS = re.compile(r"\{(host|hold|booking|session|series)_id\}")
SHARED_BY_HOSTS = {"get_host", "list_schedules", "get_schedule"}
# What is public, of whichever organisation, is not closed to those with a token.
SHOWN_TO_ALL_GUESTS = {"get_meeting_type"}
# The operator says whose.
OF_KEYS = {"create_api_key", "list_api_keys", "get_api_key", "revoke_api_key"}
CLOSED_TO_HOSTS = {"create_host", "retire_host", "search_guests", "get_guest"}


def operations():
    with open(DESCRIPTION, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                security = item[method].get("security", document["security"])
                yield Operation(method.upper(), path, item[method]["operationId"], security)


class Operation:
    def __init__(self, method, path, name, security):
        self.method = method
        self.path = path
        self.name = name
        self.is_for_anyone = not security
        self.is_public = {} in security
        self.schemes = {scheme: set(scopes) for one in security for scheme, scopes in one.items()}

    @property
    def is_about_something(self):
        """Whether it names what another organisation may have."""
        return "_id}" in self.path or self.name in ABOUT_BODY

    def expected(self, credential, is_own, is_public):
        """The statuses that it may be answered with, about a public meeting type or another."""
        if self.is_for_anyone or (self.is_public and is_public and credential.kind == "none"):
            return OPEN
        if credential.kind in ("none", "dead"):
            return frozenset([401])
        needed = self.schemes.get(credential.kind)
        if needed is None:
            return frozenset([403])
        if credential.kind == "operator_key":
            return OPEN
        if credential.kind != "key":
            is_for_all = self.is_public and is_public
            is_shown = is_own and (credential.is_of_it or is_for_all)
            is_shown_to_all = is_for_all and self.name in SHOWN_TO_ALL_GUESTS
            return OPEN if is_shown or is_shown_to_all else HIDDEN
        if not needed <= credential.scopes:
            return frozenset([403])
        if credential.role == "host" and self.name in CLOSED_TO_HOSTS:
            return frozenset([403]) if is_own else HIDDEN
        if not is_own:
            return frozenset([404])
        is_of_another_host = credential.role == "host" and not credential.is_of_it
        return HIDDEN if is_of_another_host and self.is_of_one_host else OPEN

    @property
    def is_of_one_host(self):
        """Whether it is for the host alone whose calendar it is about."""
        names = OF_HOSTS.search(self.path) or self.name in ABOUT_BODY
        return bool(names) and self.name not in SHARED_BY_HOSTS


class Matrix:
    def __init__(self, server, own, other):
        self.server = server
        self.own = own
        self.other = other
        self.answered = collections.Counter()
        self.faults = []

    def try_all(self, credentials):
        for operation in operations():
            for credential in credentials:
                self.try_one(operation, credential, self.own, True)
                if operation.is_about_something:
                    self.try_one(operation, credential, self.other, True)
                # Only a public type's times are held without a key, for a token.
                if operation.is_public and credential.kind != "hold_token":
                    self.try_one(operation, credential, self.own, False)
                    self.try_one(operation, credential, self.other, False)

    def try_one(self, operation, credential, practice, is_public):
        """About things that nobody changed yet, wherever something may come of it."""
        is_own = practice is self.own
        expected = operation.expected(credential, is_own, is_public)
        belongings = Belongings(practice, is_public=is_public)
        if expected is not OPEN and is_public:
            belongings = practice.standing
        mine = belongings if is_own else self.own.standing
        path, body = asked_of(operation, belongings)
        if credential.kind == "operator_key" and operation.name in OF_KEYS:
            path += f"?organisation_id={practice.organisation['id']}"
        # Its lines have keys and types of their own.
        is_many = operation.name == "run_commands"
        key = None if operation.method == "GET" or is_many else idempotency_key()
        caller = Caller(self.server.port, credential.secret(mine))
        answer = caller.call(operation.method, path, body, idempotency_key=key,
                             headers={"Content-Type": "application/x-ndjson"} if is_many else None)
        caller.close()
        self.answered[answer.status] += 1
        if answer.status not in expected:
            whose = ("its own" if is_own else "another's") + (" in public" if is_public else "")
            self.faults.append(f"{credential.name}: {operation.name} of {whose}: expected "
                               f"{sorted(expected)}, saw {answer}")


def set_clock(server, now):
    answer = Caller(server.port, server.operator_key()).call(
        "PUT", "/v1/test-clock", {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ")})
    expect_equal(answer.status, 200, f"the clock is set: {answer}")


def permissions(trial):
    with Server(trial, options=["--settable-clock"]) as server:
        set_clock(server, BEGIN)
        own, other = (Practice(server.port, server.operator_key(), BEGIN) for _ in range(2))
        bygone = {
            "a key that ran out": own.issue("owner", expires_at=own.at(minutes=1))["secret"],
            "a guest's token that ran out": Belongings(own).booking["guest_token"]}
        set_clock(server, NOW)
        for practice in (own, other):
            practice.now = NOW
            practice.standing, practice.elsewhere = Belongings(practice), Belongings(practice)
        matrix = Matrix(server, own, other)
        matrix.try_all(every_credential(own, server.operator_key(), bygone))
        cells = matrix.answered.total()
        expect(not matrix.faults, f"{len(matrix.faults)} of {cells} cells are wrong:\n"
               + "\n".join(matrix.faults))
        expect(cells >= CELLS_MIN, f"there are {CELLS_MIN} cells at least, not {cells}")
        print(f"{cells} cells: {dict(sorted(matrix.answered.items()))}")
        server.stop()


if __name__ == "__main__":
    run(permissions, __doc__)
