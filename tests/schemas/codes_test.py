"""The codes of refusals: the API's description names those of the domain in their order, and of the
server's own all that it can send and no other."""

import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = "[a-z]+(?:-[a-z]+)*"
ENUMERATORS = re.compile(r"enum class Rejection[^{]*\{([^}]*)\}")
# A row of the table of codes; a code given to a problem; one of the refusals of the HTTP server.
OF_DOMAIN = re.compile(rf'\{{Rejection::(\w+), "({CODE})"\}}')
OF_SERVER = re.compile(rf'code = "({CODE})"|Status::\w+,\s*"({CODE})"')
CODES_MIN = 20


def codes_of_domain():
    """In the order of precedence, each by its enumerator."""
    header = (ROOT / "domain" / "rejection.hpp").read_text(encoding="utf-8")
    names = re.findall(r"\w+", ENUMERATORS.search(header)[1])
    coded = OF_DOMAIN.findall((ROOT / "domain" / "rejection.cpp").read_text(encoding="utf-8"))
    if [name for name, _ in coded] != names:
        sys.exit("the table of codes could not be read")
    return [code for _, code in coded]


def codes_of_server():
    sources = [path for end in ("hpp", "cpp") for path in (ROOT / "api").rglob(f"*.{end}")]
    return {code for path in sources
            for found in OF_SERVER.findall(path.read_text(encoding="utf-8"))
            for code in found if code}


def main():
    with open(ROOT / "schemas" / "openapi.yaml", encoding="utf-8") as file:
        schemas = yaml.safe_load(file)["components"]["schemas"]
    reasons = codes_of_domain()
    faults = []
    if schemas["ReasonCode"]["enum"] != reasons:
        faults.append(f"ReasonCode is not the domain's, which are {reasons}")
    by_reason, by_server = schemas["Problem"]["properties"]["code"]["anyOf"]
    if by_reason != {"$ref": "#/components/schemas/ReasonCode"}:
        faults.append("a Problem does not give the codes of the domain")
    sent = codes_of_server() - set(reasons)
    described = set(by_server["enum"])
    faults += [f"{code} is sent and not described" for code in sorted(sent - described)]
    faults += [f"{code} is described and never sent" for code in sorted(described - sent)]
    for count in (len(reasons), len(sent)):
        if count < CODES_MIN:
            faults.append(f"only {count} codes were found")
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(reasons)} codes of the domain, {len(sent)} of the server")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
