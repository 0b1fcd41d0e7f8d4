"""Holds schemas/openapi.yaml together: every reference resolves, every operation is whole, and the
samples of requests and resources are what their schemas say, member for member."""

import json
import pathlib
import re
import sys

import yaml

here = pathlib.Path(__file__).parent
api = yaml.safe_load((here.parent.parent / "schemas" / "openapi.yaml").read_text())
schemas = api["components"]["schemas"]
faults = []
kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def resolve(ref):
    node = api
    for step in ref.removeprefix("#/").split("/"):
        node = node[step]
    return node


def check_references(node, where):
    if isinstance(node, dict):
        if "$ref" in node:
            try:
                resolve(node["$ref"])
            except (KeyError, TypeError):
                faults.append(f"{where}: {node['$ref']} does not resolve")
        for name, child in node.items():
            check_references(child, f"{where}/{name}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            check_references(child, f"{where}/{i}")


def is_kind(value, kind):
    if kind in ("integer", "number"):
        numbers = int if kind == "integer" else (int, float)
        return isinstance(value, numbers) and not isinstance(value, bool)
    return isinstance(value, kinds[kind])


def errors_of(schema, value, where):
    """What speaks against the value: the part of JSON Schema that the file uses."""
    if "$ref" in schema:
        return errors_of(resolve(schema["$ref"]), value, where)
    errors = []
    for word in ("oneOf", "anyOf"):
        if word in schema:
            fitting = [s for s in schema[word] if not errors_of(s, value, where)]
            if not fitting or (word == "oneOf" and len(fitting) > 1):
                errors.append(f"{where}: fits {len(fitting)} of {word}")
    if "enum" in schema and value not in schema["enum"]:
        errors.append(f"{where}: {value!r} is not in the enum")
    if "const" in schema and value != schema["const"]:
        errors.append(f"{where}: {value!r} is not {schema['const']!r}")
    allowed = schema.get("type", [])
    allowed = allowed if isinstance(allowed, list) else [allowed]
    if allowed and not any(is_kind(value, kind) for kind in allowed):
        return errors + [f"{where}: {value!r} is no {allowed}"]
    if isinstance(value, str):
        errors += errors_of_text(schema, value, where)
    elif isinstance(value, int) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            errors.append(f"{where}: {value} is out of bounds")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            errors.append(f"{where}: {len(value)} items")
        for i, item in enumerate(value):
            errors += errors_of(schema.get("items", {}), item, f"{where}/{i}")
    elif isinstance(value, dict):
        errors += errors_of_members(schema, value, where)
    return errors


def errors_of_text(schema, value, where):
    errors = []
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        errors.append(f"{where}: {len(value)} characters")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        errors.append(f"{where}: {value!r} does not match {schema['pattern']}")
    return errors


def errors_of_members(schema, value, where):
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    missing = [name for name in schema.get("required", []) if name not in value]
    errors = [f"{where}: {name} is missing" for name in missing]
    for name, member in value.items():
        if name in known:
            errors += errors_of(known[name], member, f"{where}/{name}")
        elif others is False:
            errors.append(f"{where}: {name} is not in the schema")
        elif isinstance(others, dict):
            errors += errors_of(others, member, f"{where}/{name}")
    return errors


def check_operations():
    names = set()
    for path, item in api["paths"].items():
        shared = [resolve(p["$ref"])["name"] for p in item.get("parameters", [])]
        if re.findall(r"{(\w+)}", path) != shared:
            faults.append(f"{path}: its parameters are {shared}")
        for method, operation in item.items():
            if method == "parameters":
                continue
            where = f"{method} {path}"
            if operation["operationId"] in names:
                faults.append(f"{where}: the operationId is taken")
            names.add(operation["operationId"])
            if not any(status.startswith(("2", "308")) for status in operation["responses"]):
                faults.append(f"{where}: nothing says what a success is")
    return len(names)


def check_tags():
    said = {tag["name"]: tag.get("description") for tag in api["tags"]}
    faults.extend(f"tag {name}: nothing says what it is" for name in said if not said[name])
    used = {tag for item in api["paths"].values() for method, operation in item.items()
            if method != "parameters" for tag in operation["tags"]}
    faults.extend(f"tag {name}: stands at operations or in the list alone"
                  for name in used ^ said.keys())


def check_samples(folder):
    seen = {}
    for path in sorted(folder.glob("*.json")):
        name = path.name.split(".")[0]
        value = json.loads(path.read_text())
        faults.extend(errors_of(schemas[name], value, path.name))
        if isinstance(value, dict):
            seen.setdefault(name, set()).update(value)
    for name, members in seen.items():
        unseen = set(schemas[name].get("properties", {})) - members
        # Those of a change are those of the creation, of which the sample has all.
        if unseen and name != "ChangeMeetingType":
            faults.append(f"{name}: no sample has {sorted(unseen)}")
    return len(seen)


def check_every_object_is_closed():
    # A problem may carry further members by its code; health is for machines that read the status.
    for name, schema in schemas.items():
        is_open = schema.get("type") == "object" and "additionalProperties" not in schema
        if is_open and name not in ("Problem", "Health"):
            faults.append(f"{name}: says nothing of other members")


check_references(api, "#")
if faults:
    sys.exit("\n".join(faults))
operations = check_operations()
check_tags()
check_every_object_is_closed()
requests = check_samples(here / "requests" / "samples")
resources = check_samples(here / "resources" / "samples")
if operations < 35 or requests < 15 or resources < 13:
    faults.append(f"looked at {operations} operations, {requests} requests, {resources} resources")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
