"""Breaks the rules of a JSON Schema one at a time, wherever an event comes under one.

A rule is named by its way through a schema without references, as the validator names it, too. A
keyword that is not known here is an error, so that no rule goes unbroken.
"""

import copy

import jsonschema


def is_valid(schema, value):
    return jsonschema.Draft202012Validator(schema).is_valid(value)


ONE_OF_EACH_TYPE = (None, True, -7, 1.5, "?", ["?"], {"?": 1})
JSON_TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}

# Each gives, for what a rule says and a value that fits it, values that break it.
BREAKERS = {
    "type": lambda wanted, _: (other for other in ONE_OF_EACH_TYPE
                               if type(other) is not JSON_TYPES[wanted]),
    "const": lambda only, _: (None, f"{only}?", only[:-1]),
    "enum": lambda names, value: (None, f"{value}?", value.upper(), "".join(names)),
    "pattern": lambda _, text: ("", f"?{text}", f"{text}?", f"{text} "),
    "minimum": lambda least, _: (least - 1, least - 2**40),
    "required": lambda names, value: ({name: member for name, member in value.items()
                                       if name != left_out} for left_out in names),
    "additionalProperties": lambda _, value: ({**value, "stranger": 1},),
    "minItems": lambda least, items: (items[:least - 1],),
    "maxItems": lambda most, items: ((items * (most + 1))[:most + 1],),
    "oneOf": lambda _, __: (None, {}),
}
NO_RULES = {"$schema", "title", "description", "properties", "items", "prefixItems"}


def rules_of(schema, way=()):
    """The way to each rule, and so to each keyword that is not known."""
    for keyword, said in schema.items():
        here = (*way, keyword)
        if keyword == "properties":
            for name, part in said.items():
                yield from rules_of(part, (*here, name))
        elif keyword == "items":
            yield from rules_of(said, here)
        elif keyword in ("prefixItems", "oneOf"):
            for index, part in enumerate(said):
                yield from rules_of(part, (*here, index))
        if keyword not in NO_RULES and said != []:
            yield here


def parts_under(schema, value):
    """What a schema says of a value's parts: the way to that, the steps to the part, the part."""
    for index, part in enumerate(schema.get("oneOf", ())):
        if is_valid(part, value):
            yield ("oneOf", index), (), part
    for name, part in schema.get("properties", {}).items():
        if name in value:
            yield ("properties", name), (name,), part
    for index, part in enumerate(schema.get("prefixItems", ())):
        yield ("prefixItems", index), (index,), part
    if "items" in schema:
        for index in range(len(value)):
            yield ("items",), (index,), schema["items"]


def breaks(schema, value, way=(), place=()):
    """The way to each rule that the value comes under, where, and a value to break it there."""
    for keyword in schema.keys() - NO_RULES:
        for broken in BREAKERS[keyword](schema[keyword], value):
            yield (*way, keyword), place, broken
    for more_way, steps, part in parts_under(schema, value):
        inner = value[steps[0]] if steps else value
        yield from breaks(part, inner, way + more_way, place + steps)


def with_change(event, place, changed):
    """The event with another value at a place in it."""
    if not place:
        return changed
    event = copy.copy(event)
    event[place[0]] = with_change(event[place[0]], place[1:], changed)
    return event
