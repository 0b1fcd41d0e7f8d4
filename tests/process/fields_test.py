"""Each field of each request that has a body is given what its description in the OpenAPI document
does not allow: the answer names the field, and nothing is written."""

import copy
import json
import pathlib

import jsonschema
import yaml
from clinic import Clinic
from calling import Caller
from serving import Server
from trial import expect, expect_equal, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "schemas" / "requests" / "samples"
MISSING = object()
WRONG = [None, True, 7, -1, 1.5, 10**18, "", " ", "x", "x" * 5000, "two\nlines", "\u0000", [], {},
         [None], ["x"], [["x"]], {"x": 1}, MISSING]
OPERATORS = {"create_organisation", "change_organisation", "set_log_level", "set_test_clock"}
BODY = {"post", "put", "patch"}


class Description:
    """The OpenAPI document, as far as it speaks of request bodies."""

    def __init__(self):
        self.document = yaml.safe_load((ROOT / "schemas" / "openapi.yaml").read_text())

    def requests(self):
        """Method, path, operation and name of the body's schema, where the body is JSON."""
        for path, operations in self.document["paths"].items():
            for method in BODY & operations.keys():
                operation = operations[method]
                content = operation.get("requestBody", {}).get("content", {})
                if "application/json" in content:
                    schema = content["application/json"]["schema"]["$ref"]
                    yield method.upper(), path, operation["operationId"], schema.split("/")[-1]

    def must_have_body(self, name):
        return any(operation.get("requestBody", {}).get("required")
                   for item in self.document["paths"].values() for operation in item.values()
                   if isinstance(operation, dict) and operation["operationId"] == name)

    def validator(self, name):
        return jsonschema.Draft202012Validator(
            {"$ref": f"#/components/schemas/{name}", "components": self.document["components"]})


def places_in(value, pointer=()):
    """The pointer of every value within a JSON value, the members of objects and items of lists."""
    inner = value.items() if isinstance(value, dict) else (
        enumerate(value) if isinstance(value, list) else ())
    for name, child in inner:
        yield (*pointer, name)
        yield from places_in(child, (*pointer, name))


def with_value(body, pointer, value):
    changed = copy.deepcopy(body)
    *way, last = pointer
    parent = changed
    for step in way:
        parent = parent[step]
    if value is not MISSING:
        parent[last] = value
    elif isinstance(parent, dict):
        del parent[last]
    return changed


def faulty_bodies(body, validator):
    """Bodies with one fault, and the pointer of the field that has it."""
    for pointer in places_in(body):
        for value in WRONG:
            changed = with_value(body, pointer, value)
            if not validator.is_valid(changed):
                yield "/" + "/".join(map(str, pointer)), changed
    for pointer in [(), *places_in(body)]:
        surplus = (*pointer, "surplus")
        try:
            changed = with_value(body, surplus, 1)
        except TypeError:  # It is no object.
            continue
        if not validator.is_valid(changed):
            yield "/" + "/".join(map(str, surplus)), changed


def filled(path, clinic):
    """A path of the description with ids in its place, of what is there where anything is."""
    known = {"organisation_id": clinic.organisation["id"], "host_id": clinic.host["id"],
             "meeting_type_id": clinic.meeting_type["id"], "name": "default", "source": "outlook"}
    prefixes = {"booking_id": "bkg", "hold_id": "hld", "series_id": "srs", "session_id": "ses",
                "holiday_calendar_id": "hol"}
    for name, prefix in prefixes.items():
        known[name] = prefix + "_00000000000000000000000001"
    return path.format(**known)


def samples_of(schema):
    return [json.loads(path.read_text()) for path in sorted(SAMPLES.glob("*.json"))
            if path.name.split(".")[0] == schema]


def expect_named(answer, pointer, what):
    expect(answer is not None, f"{what} gets an answer")
    expect_equal((answer.status, answer.code), (400, "malformed"), f"{what} is refused: {answer}")
    named = [error["pointer"] for error in answer.json["errors"]]
    expect(all(error["detail"] for error in answer.json["errors"]), f"{what} has a reason")
    expect(any(f"{name}/".startswith(pointer + "/") for name in named),
           f"{what} is refused by the name of its field, not by {named}: {answer}")


def fields(trial):
    description = Description()
    with Server(trial, options=["--settable-clock"]) as server:
        clinic = Clinic(server)
        asked = 0
        for method, path, operation, schema in description.requests():
            key = clinic.operator_key if operation in OPERATORS else clinic.key
            caller = Caller(server.port, key)
            before = clinic.caller().get("/v1/hosts").position
            bodies = samples_of(schema)
            expect(bodies, f"there is a sample of {schema}")
            for body in bodies:
                for pointer, faulty in faulty_bodies(body, description.validator(schema)):
                    what = f"{operation} with {json.dumps(faulty)[:2000]}"
                    expect_named(caller.call(method, filled(path, clinic), faulty), pointer, what)
                    asked += 1
            if description.must_have_body(operation):
                answer = caller.call(method, filled(path, clinic), None)
                expect_equal((answer.status, answer.code), (400, "malformed"),
                             f"{operation} without a body is refused: {answer}")
            expect_equal(clinic.caller().get("/v1/hosts").position, before,
                         f"nothing is written by {operation}")
        print(f"{asked} faulty requests")
        server.stop()


if __name__ == "__main__":
    run(fields, __doc__)
