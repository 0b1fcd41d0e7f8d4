"""The examples of schemas/openapi.yaml: whatever can be sent or is answered has one, down to each
text in it; every one is what its schema says; and they are of one story, with the same ids."""

import pathlib
import sys

import jsonschema
import yaml

HERE = pathlib.Path(__file__).parent
METHODS = ("get", "put", "post", "patch", "delete")
# Whose id each of them is.
NAMED_BY = {"OrganisationId": "Organisation", "ApiKeyId": "ApiKey", "HostId": "Host",
            "MeetingTypeId": "MeetingType", "BookingId": "Booking", "SessionId": "Session",
            "HoldId": "Hold", "SeriesId": "Series", "GuestId": "FoundGuest",
            "AbsenceId": "Absence", "HolidayCalendarId": "HolidayCalendar"}


class Description:
    def __init__(self, document):
        self.document = document
        self.faults = set()
        self.looked_at = {"examples": 0, "parameters": 0, "bodies": 0, "texts": 0}

    def resolved(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            # What stands beside a reference goes before what it refers to.
            node = {**target, **{name: node[name] for name in node if name != "$ref"}}
        return node

    def examples_of(self, schema):
        """Its own, or those of what it may be."""
        schema = self.resolved(schema)
        found = list(schema.get("examples", []))
        for word in ("oneOf", "anyOf"):
            for choice in schema.get(word, []):
                found += self.examples_of(choice)
        if "items" in schema and not found:
            found = [[example] for example in self.examples_of(schema["items"])]
        return found

    def check_that_examples_fit(self, node, where):
        """Of each schema, wherever it stands."""
        if isinstance(node, list):
            for i, child in enumerate(node):
                self.check_that_examples_fit(child, f"{where}/{i}")
        if not isinstance(node, dict):
            return
        if isinstance(node.get("examples"), list):
            schema = {**node, "components": self.document["components"]}
            for example in node["examples"]:
                self.looked_at["examples"] += 1
                for error in jsonschema.Draft202012Validator(schema).iter_errors(example):
                    self.faults.add(f"{where}: {error.json_path}: {error.message[:200]}")
        for name, child in node.items():
            if where != "/components/examples" and name != "examples":
                self.check_that_examples_fit(child, f"{where}/{name}")

    def check_operations(self):
        for path, item in self.document["paths"].items():
            self.check_parameters(item.get("parameters", []), path)
            for method in METHODS:
                if method in item:
                    self.check_operation(item[method], f"{method} {path}")

    def check_operation(self, operation, where):
        self.check_parameters(operation.get("parameters", []), where)
        self.check_content(operation.get("requestBody", {}), f"{where}: what is sent")
        for status, response in operation["responses"].items():
            self.check_content(self.resolved(response), f"{where}: {status}")

    def check_parameters(self, parameters, where):
        for parameter in map(self.resolved, parameters):
            self.looked_at["parameters"] += 1
            if not self.examples_of(parameter["schema"]):
                self.faults.add(f"{where}: {parameter['name']} has no example")

    def check_content(self, body, where):
        for kind, media in body.get("content", {}).items():
            if kind.endswith("json"):
                self.looked_at["bodies"] += 1
                if not self.examples_of(media["schema"]):
                    self.faults.add(f"{where} has no example")
                self.check_texts(media["schema"], [], where)

    def check_texts(self, schema, shown, where):
        """Each text in it, and each object of which nothing is told, stands in an example: its own,
        or one of those that are `shown` of what holds it. The rest says enough by its name."""
        schema = self.resolved(schema)
        shown = shown + self.examples_of(schema)
        for choice in schema.get("oneOf", []) + schema.get("anyOf", []):
            self.check_texts(choice, shown, where)
        for name, member in schema.get("properties", {}).items():
            self.check_texts(member, [example[name] for example in shown
                                      if isinstance(example, dict) and name in example],
                             f"{where}/{name}")
        if "items" in schema:
            lists = [example for example in shown if isinstance(example, list)]
            self.check_texts(schema["items"], [item for one in lists for item in one], where)
        if self.is_told_by_example(schema):
            self.looked_at["texts"] += 1
            if all(example is None for example in shown):
                self.faults.add(f"{where} has no example")

    @staticmethod
    def is_told_by_example(schema):
        is_text = "string" in schema.get("type", []) and not schema.keys() & {"enum", "const"}
        return is_text or (schema.get("type") == "object" and "properties" not in schema)

    def check_ids(self):
        schemas = self.document["components"]["schemas"]
        for name, resource in NAMED_BY.items():
            if schemas[name]["examples"] != [schemas[resource]["examples"][0]["id"]]:
                self.faults.add(f"{name}: its example is of another {resource}")


def main():
    text = (HERE.parent.parent / "schemas" / "openapi.yaml").read_text(encoding="utf-8")
    description = Description(yaml.safe_load(text))
    description.check_that_examples_fit(description.document, "")
    description.check_operations()
    description.check_ids()
    print("\n".join(sorted(description.faults)))
    print(", ".join(f"{count} {what}" for what, count in description.looked_at.items()))
    return 1 if description.faults or min(description.looked_at.values()) < 80 else 0


if __name__ == "__main__":
    sys.exit(main())
