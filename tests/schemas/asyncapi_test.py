"""Holds schemas/asyncapi.yaml together: every reference resolves, and topic and feed carry each
type of event that has a JSON Schema, described by that schema.

    asyncapi_test.py [3.0.0.json]    # and held against the JSON Schema of AsyncAPI itself
"""

import json
import pathlib
import sys

import jsonschema
import yaml

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent.parent / "schemas"
TYPES = {path.stem for path in (SCHEMAS / "json-schemas").glob("*.v*.json")}


def parts_of(node):
    yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts_of(part)


def references_in(document):
    for part in parts_of(document):
        if isinstance(part, dict) and "$ref" in part:
            yield part["$ref"]


def resolved(document, reference):
    """What a reference within the document, or to a file beside it, leads to."""
    if not reference.startswith("#/"):
        return json.loads((SCHEMAS / reference).read_text())
    for step in reference.removeprefix("#/").split("/"):
        document = document[step]
    return document


def faults_of(document):
    for reference in references_in(document):
        try:
            resolved(document, reference)
        except (OSError, KeyError):
            yield f"{reference} does not resolve"
    for name, channel in document["channels"].items():
        carried = {reference["$ref"].rsplit("/", 1)[1]
                   for reference in channel["messages"].values()}
        if carried != TYPES or set(channel["messages"]) != TYPES:
            yield f"{name} carries other types than there are: {sorted(carried ^ TYPES)}"
    for name, message in document["components"]["messages"].items():
        schema = resolved(document, message["payload"]["schema"]["$ref"])
        if schema["properties"]["type"]["const"] != name or message["name"] != name:
            yield f"{name} is described by the schema of another type"


def main(standard=None):
    document = yaml.safe_load((SCHEMAS / "asyncapi.yaml").read_text())
    faults = list(faults_of(document))
    if {channel["address"] for channel in document["channels"].values()} != {
            "kalends.events.v1", "/v1/events"}:
        faults.append("the channels are the topic and the feed")
    if standard:
        validator = jsonschema.Draft7Validator(json.loads(pathlib.Path(standard).read_text()))
        faults += [f"{fault.json_path}: {fault.message}" for fault in
                   validator.iter_errors(document)]
    print(*faults, f"{len(TYPES)} types in {len(document['channels'])} channels, "
          f"{len(faults)} faults", sep="\n")
    return 1 if faults or not TYPES else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
