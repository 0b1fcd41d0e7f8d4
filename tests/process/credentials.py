"""Every kind of credential there is, good and bad, of one practice."""

import typing

# What each role may do, as the API's description has it under `key`.
READING = {"organisation:read", "hosts:read", "meeting-types:read", "bookings:read"}
SCOPES = READING | {"organisation:write", "api-keys:read", "api-keys:write", "hosts:write",
                    "meeting-types:write", "bookings:write", "bookings:decide",
                    "bookings:override"}
ROLES = {"owner": SCOPES, "admin": SCOPES, "viewer": READING,
         "host": READING | {"hosts:write", "bookings:write", "bookings:decide"}}


class Credential(typing.NamedTuple):
    """`secret(belongings)` is what is shown, given what the request is about, or nothing. A token
    `is_of_it` if it was given for that very booking or hold."""

    name: str
    kind: str
    secret: typing.Callable
    scopes: frozenset = frozenset()
    role: str = ""
    is_of_it: bool = False


def good_keys(practice):
    for role in ("owner", "admin", "viewer"):
        key = practice.issue(role)["secret"]
        yield Credential(role, "key", lambda _, key=key: key, frozenset(ROLES[role]), role)
    yield Credential("the host of it", "key", lambda belongings: practice.issue(
        "host", host_id=belongings.host_id)["secret"], frozenset(ROLES["host"]), "host", True)
    other = practice.issue("host", host_id=practice.elsewhere.host_id)["secret"]
    yield Credential("another host", "key", lambda _: other, frozenset(ROLES["host"]), "host")
    for scope in sorted(SCOPES):
        key = practice.issue("owner", scopes=[scope])["secret"]
        yield Credential(f"a key for {scope}", "key", lambda _, key=key: key, frozenset([scope]),
                         "owner")


def tokens(practice):
    yield Credential("a guest of it", "guest_token",
                     lambda belongings: belongings.booking["guest_token"], is_of_it=True)
    guest = practice.elsewhere.booking["guest_token"]
    yield Credential("a guest of another booking", "guest_token", lambda _: guest)
    yield Credential("a holder of it", "hold_token",
                     lambda belongings: belongings.hold["hold_token"], is_of_it=True)
    hold = practice.elsewhere.hold["hold_token"]
    yield Credential("a holder of another time", "hold_token", lambda _: hold)


def dead_ones(practice, bygone):
    """`bygone` are secrets that ran out, by their names."""
    revoked = practice.issue("owner")
    practice.owner.call("DELETE", f"/v1/api-keys/{revoked['id']}")
    guest = practice.elsewhere.booking["guest_token"]
    for name, secret in {**bygone, "a key that was revoked": revoked["secret"],
                         "a key with another secret": spoilt(practice.owner_key),
                         "a guest's token that is none": spoilt(guest),
                         "a key that is none": "kal_none", "an empty key": " "}.items():
        yield Credential(name, "dead", lambda _, secret=secret: secret)


def spoilt(secret):
    return secret[:-1] + ("a" if secret[-1] != "a" else "b")


def every_credential(practice, operator_key, bygone):
    return [Credential("nobody", "none", lambda _: None),
            Credential("the operator", "operator_key", lambda _: operator_key),
            Credential("not quite the operator", "dead", lambda _: spoilt(operator_key)),
            *good_keys(practice), *tokens(practice), *dead_ones(practice, bygone)]
