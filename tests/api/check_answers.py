#!/usr/bin/env python3
"""Holds the answers that the tests of the API saw against its description.

    KALENDS_ANSWERS=answers.ndjson api_tests
    check_answers.py schemas/openapi.yaml answers.ndjson

Each answer must have a path and method that the description has, a status that it names there, and
a body that its schema takes. Ends with 1 if one does not, or if an operation was never answered.
"""

import json
import re
import sys

import jsonschema
import yaml


def resolved(document, node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def operations(document):
    for path, item in document["paths"].items():
        pattern = re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path) + "$")
        for method in ("get", "put", "post", "patch", "delete"):
            if method in item:
                yield path, pattern, method.upper(), item[method]


def operation_of(table, answer):
    for path, pattern, method, operation in table:
        if method == answer["method"] and pattern.match(answer["path"]):
            return f"{method} {path}", operation
    return None, None


def fault_of(document, operation, answer):
    status = str(answer["status"])
    if status not in operation["responses"]:
        return f"status {status} is not described"
    response = resolved(document, operation["responses"][status])
    content = response.get("content", {})
    if answer["body"] is None or not content:
        return None if answer["body"] is None and not content else "body or none, but not so"
    (media,) = content.values()
    schema = {**media["schema"], "components": document["components"]}
    faults = jsonschema.Draft202012Validator(schema).iter_errors(answer["body"])
    fault = next(iter(faults), None)
    return fault and f"{fault.json_path}: {fault.message[:300]}"


def main(description, answers):
    with open(description, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    table = list(operations(document))
    seen, faults, count = set(), set(), 0
    with open(answers, encoding="utf-8") as file:
        for answer in map(json.loads, file):
            count += 1
            name, operation = operation_of(table, answer)
            if operation is None:
                faults.add(f"{answer['method']} {answer['path']}: is not described")
                continue
            if answer["status"] < 300:
                seen.add(name)
            fault = fault_of(document, operation, answer)
            if fault:
                faults.add(f"{name} {answer['status']}: {fault}")
    for path, _, method, _ in table:
        if f"{method} {path}" not in seen:
            faults.add(f"{method} {path}: was never answered with success")
    print("\n".join(sorted(faults)))
    print(f"{count} answers of {len(seen)} operations, {len(faults)} faults")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
