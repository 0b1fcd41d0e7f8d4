"""What every error must be: a problem document (RFC 9457) that tells a program what to do.

Its code is one of the API's description, its other members are as described there, and whoever
sent what cannot be read is told what of it, and where.
"""

import collections
import json
import pathlib
import re
import threading

import jsonschema
import yaml

DESCRIPTION = pathlib.Path(__file__).resolve().parents[2] / "schemas" / "openapi.yaml"
# By RFC 9110, and RFC 6585 for the last, what goes with a status.
FIELDS = {401: "www-authenticate", 405: "allow", 415: "accept", 429: "retry-after"}
# A JSON pointer, or the name of a header or parameter.
PLACE = re.compile(r"(/[^/]*)*|[A-Za-z][A-Za-z0-9_-]*")
# Refusals of a value that was sent, whose place is known in every case.
OF_A_VALUE = {"invalid-duration", "invalid-recurrence", "missing-answer", "invalid-answer",
              "misaligned-start", "party-too-large"}
# Of one code, so many are held against the whole schema: it takes a while.
SCHEMA_CHECKS_MAX = 50


class Schema:
    """What the description says of problems. For many threads."""

    def __init__(self):
        with open(DESCRIPTION, encoding="utf-8") as file:
            document = yaml.load(file, yaml.CSafeLoader)
        schemas = document["components"]["schemas"]
        self.members = schemas["Problem"]["properties"]
        self.codes = {code for part in self.members["code"]["anyOf"]
                      for code in part.get("enum", schemas["ReasonCode"]["enum"])}
        self.validator = jsonschema.Draft202012Validator(
            {"$ref": "#/components/schemas/Problem", "components": document["components"]})
        self.lock = threading.Lock()
        self.checked = collections.Counter()

    def fault_in(self, problem):
        with self.lock:
            self.checked[problem["code"]] += 1
            if self.checked[problem["code"]] > SCHEMA_CHECKS_MAX:
                return None
            fault = next(self.validator.iter_errors(problem), None)
            return fault and fault.message


SCHEMA = Schema()


def fault_in_problem(status, body, *, names_place=True):
    """What is wrong with a problem, or nothing. What is malformed `names_place` or is explained."""
    try:
        problem = json.loads(body)
    except ValueError:
        return "it is no JSON"
    if not isinstance(problem, dict) or problem.get("code") not in SCHEMA.codes:
        return "it has no code that is described"
    if unknown := problem.keys() - SCHEMA.members.keys():
        return f"nobody knows of {unknown}"
    if fault := SCHEMA.fault_in(problem):
        return fault
    if problem["status"] != status or problem["type"] != "/problems/" + problem["code"]:
        return "its type and status are those of another"
    return fault_in_places(problem, names_place)


def fault_in_places(problem, names_place):
    errors = problem.get("errors", [])
    if problem["code"] == "malformed" and not errors and (names_place or not problem.get("detail")):
        return "it does not say what is malformed"
    if problem["code"] in OF_A_VALUE and not errors:
        return "it does not say which value"
    if any(not PLACE.fullmatch(error["pointer"]) or not error["detail"] for error in errors):
        return "its errors stand at no place, or say nothing"
    return None


def fault_in_error(status, headers, body):
    """What is wrong with an error, or nothing. Where a request begins and ends is known again with
    the next connection only, so what ends one may be about no place."""
    fields = {name.lower(): value for name, value in headers.items()}
    if fields.get("content-type") != "application/problem+json":
        return f"it is {fields.get('content-type')} and no problem document"
    if fault := fault_in_problem(status, body, names_place=fields.get("connection") != "close"):
        return fault
    problem = json.loads(body)
    if fields.get("x-request-id") != problem["request_id"]:
        return "it is about another request"
    has_time = status == 503 and problem["retryable"]
    needed = "retry-after" if has_time else FIELDS.get(status)
    if needed and not fields.get(needed):
        return f"it has no {needed}"
    return None
