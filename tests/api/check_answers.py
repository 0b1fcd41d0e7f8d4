#!/usr/bin/env python3
"""Holds the answers that the tests of the API saw against its description, and it against them.

    KALENDS_ANSWERS=answers.ndjson api_tests
    check_answers.py schemas/openapi.yaml answers.ndjson

Each answer must have a path and method that the description has, a status and header fields that
it names there, all fields that are always there, and a body that its schema takes. Everything
described must have been seen: each operation with success, each of its statuses, each field.
"""

import json
import re
import sys

import jsonschema
import yaml

# RFC 9110 and 9112 say what these are, and the Fetch standard what those for CORS are.
OF_HTTP = {"server", "date", "connection", "content-type", "content-length", "vary",
           "cache-control", "content-encoding", "content-security-policy", "referrer-policy",
           "x-content-type-options"}
OF_CORS = "access-control-"
# Any write may be refused for want of room, or not know its outcome: to see it of one will do.
SEEN_SOMEWHERE = "503"


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


class Description:
    def __init__(self, document):
        self.document = document
        self.table = list(operations(document))
        self.statuses = set()
        self.media = set()
        self.fields = set()
        self.faults = set()

    def operation_of(self, answer):
        for path, pattern, method, operation in self.table:
            if method == answer["method"] and pattern.match(answer["path"]):
                return f"{method} {path}", operation
        return None, None

    def check(self, answer):
        name, operation = self.operation_of(answer)
        status = str(answer["status"])
        if operation is None:
            self.faults.add(f"{answer['method']} {answer['path']}: is not described")
        elif status not in operation["responses"]:
            self.faults.add(f"{name}: status {status} is not described")
        else:
            self.statuses.add((name, status))
            response = resolved(self.document, operation["responses"][status])
            for fault in [*self.faults_of_fields(response, answer),
                          *self.faults_of_body(name, response, answer)]:
                self.faults.add(f"{name} {status}: {fault}")

    def fault_of_value(self, schema, value):
        schema = {**schema, "components": self.document["components"]}
        faults = jsonschema.Draft202012Validator(schema).iter_errors(value)
        return next(iter(faults), None)

    def faults_of_fields(self, response, answer):
        sent = dict(line.split(": ", 1) for line in answer["head"].split("\r\n")[1:] if line)
        described = {name.lower(): resolved(self.document, field)
                     for name, field in response.get("headers", {}).items()}
        for name, value in sent.items():
            field = described.get(name.lower())
            if field is not None:
                self.fields.add(name.lower())
                is_number = field["schema"].get("type") == "integer"
                fault = self.fault_of_value(field["schema"], int(value) if is_number else value)
                if fault:
                    yield f"{name}: {fault.message[:300]}"
            elif name.lower() not in OF_HTTP and not name.lower().startswith(OF_CORS):
                yield f"{name} is not described"
        for name, field in described.items():
            if field.get("required") and name not in (given.lower() for given in sent):
                yield f"{name} is missing"

    def faults_of_body(self, name, response, answer):
        content = response.get("content", {})
        if answer["body"] is None or not content:
            if answer["body"] is not None or content:
                yield "body or none, but not so"
            return
        media = answer["head"].partition("\r\nContent-Type: ")[2].partition("\r\n")[0]
        described = content.get(media.partition(";")[0])
        if described is None:
            yield f"its Content-Type, {media or 'none'}, is not described"
            return
        self.media.add((name, str(answer["status"]), media.partition(";")[0]))
        fault = self.fault_of_value(described["schema"], answer["body"])
        if fault:
            yield f"{fault.json_path}: {fault.message[:300]}"
        for line in answer["body"].splitlines() if "x-itemSchema" in described else ():
            fault = self.fault_of_value(described["x-itemSchema"], json.loads(line))
            if fault:
                yield f"line {line[:300]}: {fault.json_path}: {fault.message[:300]}"

    def note_unseen(self):
        fields = set()
        for path, _, method, operation in self.table:
            name = f"{method} {path}"
            for status, response in operation["responses"].items():
                fields |= {field.lower() for field in
                           resolved(self.document, response).get("headers", {})}
                is_asked_of_all = status not in ("default", SEEN_SOMEWHERE)
                if is_asked_of_all and (name, status) not in self.statuses:
                    self.faults.add(f"{name} {status}: is described, and was never given")
                    continue
                for media in response.get("content", {}) if is_asked_of_all else ():
                    if (name, status, media) not in self.media:
                        self.faults.add(f"{name} {status}: was never given as {media}")
        for field in fields - self.fields:
            self.faults.add(f"{field}: is described, and was never sent")
        if SEEN_SOMEWHERE not in {status for _, status in self.statuses}:
            self.faults.add(f"{SEEN_SOMEWHERE}: is described, and was never given")


def main(path, answers):
    with open(path, encoding="utf-8") as file:
        description = Description(yaml.safe_load(file))
    count = 0
    with open(answers, encoding="utf-8") as file:
        for answer in map(json.loads, file):
            count += 1
            description.check(answer)
    description.note_unseen()
    if description.faults:
        print("\n".join(sorted(description.faults)))
    print(f"{count} answers of {len(description.table)} operations, "
          f"{len(description.statuses)} statuses and {len(description.fields)} header fields "
          f"seen, {len(description.faults)} faults")
    return 1 if description.faults or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
