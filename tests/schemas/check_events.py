#!/usr/bin/env python3
"""Holds events, one a line, against the JSON Schema of their types.

    check_events.py events.ndjson              # those that are there must fit
    check_events.py --complete events.ndjson   # and show every type, and every member described

The schemas as they are published let readers ignore members that they do not know. What we write
must have none of those, so here every object is closed.
"""

import json
import pathlib
import sys

import jsonschema

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "schemas" / "json-schemas"


def parts_of(schema):
    """A schema and all that it is made of."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts_of(part)


def is_object(part):
    return isinstance(part.get("properties"), dict)


def merged(base, more):
    """The sum of two schemas that hold of the same value."""
    both = {**base, **more}
    if "required" in base and "required" in more:
        both["required"] = base["required"] + more["required"]
    if is_object(base) and is_object(more):
        both["properties"] = {**base["properties"], **more["properties"]}
        for name in base["properties"].keys() & more["properties"].keys():
            both["properties"][name] = merged(base["properties"][name], more["properties"][name])
    return both


def read_files():
    return {path.name: json.loads(path.read_text()) for path in FOLDER.glob("*.json")}


class Closed:
    """The schemas without references, and closed."""

    def __init__(self):
        self.files = read_files()

    def schema(self, name):
        schema = self.whole(self.files[name], name)
        for part in parts_of(schema):
            if is_object(part):
                part["additionalProperties"] = False
        return schema

    def whole(self, part, file):
        if isinstance(part, list):
            return [self.whole(item, file) for item in part]
        if not isinstance(part, dict):
            return part
        own = {name: self.whole(value, file) for name, value in part.items()
               if name not in ("$ref", "$defs")}
        return merged(self.target(part["$ref"], file), own) if "$ref" in part else own

    def target(self, reference, file):
        other, _, way = reference.partition("#")
        node = self.files[other or file]
        for step in way.split("/")[1:]:
            node = node[step]
        return self.whole(node, other or file)


def published(name):
    """What checks a schema as readers have it, with what it refers to."""
    files = read_files()
    resolver = jsonschema.RefResolver(name, files[name], store=files)
    return jsonschema.Draft202012Validator(files[name], resolver=resolver)


def closed(name):
    return jsonschema.Draft202012Validator(Closed().schema(name))


def members_in(value, names):
    if isinstance(value, dict):
        names |= set(value)
        for member in value.values():
            members_in(member, names)
    elif isinstance(value, list):
        for item in value:
            members_in(item, names)
    return names


def named_in(name):
    """Every member that a schema names, at whatever depth."""
    parts = parts_of(Closed().schema(name))
    return {member for part in parts if is_object(part) for member in part["properties"]}


class EventSchemas:
    def __init__(self, validator_of=closed):
        self.names = sorted(path.stem for path in FOLDER.glob("*.v*.json"))
        self.validators = {name: validator_of(name + ".json") for name in self.names}
        self.seen = {name: set() for name in self.names}

    def fault_in(self, event):
        """What speaks against the event; nothing if it fits."""
        name = str(event.get("type"))
        if name not in self.validators:
            return f"{name}: has no schema"
        members_in(event, self.seen[name])
        fault = next(self.validators[name].iter_errors(event), None)
        return fault and f"{name}: {fault.json_path}: {fault.message[:300]}"

    def unseen(self):
        """What is described, and no event had."""
        everywhere = named_in("event.json")
        for name in self.names:
            if not self.seen[name]:
                yield f"{name}: no event of this type was seen"
            for member in sorted(named_in(name + ".json") - everywhere - self.seen[name]):
                yield f"{name}: no event had {member}"
        for member in sorted(everywhere - set().union(*self.seen.values())):
            yield f"no event had {member}"


def check(files, is_complete):
    schemas = EventSchemas()
    faults, count = set(), 0
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                count += 1
                faults.add(schemas.fault_in(json.loads(line)))
    faults.discard(None)
    if is_complete:
        faults |= set(schemas.unseen())
    types = sum(bool(members) for members in schemas.seen.values())
    print(*sorted(faults), f"{count} events of {types} types, {len(faults)} faults", sep="\n")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(check([name for name in given if name != "--complete"], "--complete" in given))
