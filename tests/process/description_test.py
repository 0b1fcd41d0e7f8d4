"""Schemathesis asks a server all that its description allows, and some that it does not; every
answer must be one that the description has. `scripts/stages/25-schemathesis.sh` installs it."""

import pathlib
import re

from clinic import Clinic
from serving import Server
from trial import expect, output_of, run

HERE = pathlib.Path(__file__).resolve().parent
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_schema_conformance", "response_headers_conformance", "unsupported_method",
          "ignored_auth", "negative_data_rejection"]
# With these the pass would take its own key away, or needs the operator's; nor does it know how to
# write lines of JSON.
NOT_THE_OWNERS = ["create_organisation", "revoke_api_key", "get_test_clock", "set_test_clock",
                  "get_log_level", "set_log_level", "run_commands"]
OPERATORS = ["create_organisation", "list_organisations", "get_organisation",
             "change_organisation", "get_log_level", "set_log_level", "get_test_clock",
             "set_test_clock"]
SECONDS_MAX = 240


def ask_all(trial, server, key, operations, cases_min):
    """`operations` are options that choose among them."""
    command = [
        trial.arguments.schemathesis, "--config-file", str(HERE / "schemathesis.toml"), "run",
        str(HERE.parents[1] / "schemas" / "openapi.yaml"),
        "--url", f"http://127.0.0.1:{server.port}", "--header", f"Authorization: Bearer {key}",
        "--phases", "examples,coverage,fuzzing", "--checks", ",".join(CHECKS),
        "--max-examples", str(trial.arguments.examples), "--seed", str(trial.arguments.seed),
        "--no-color", *operations]
    said = output_of("all answers are as described", command, seconds=SECONDS_MAX,
                     cwd=trial.folder)
    counted = re.search(r"(\d+) generated", said)
    count = int(counted.group(1)) if counted else 0
    expect(count >= cases_min, f"it asks {cases_min} times at least, not {count}")
    print(f"{count} requests")


def option(name, values):
    return [part for value in values for part in (name, value)]


def description(trial):
    with Server(trial, options=["--settable-clock"]) as server:
        clinic = Clinic(server)
        ask_all(trial, server, clinic.key, option("--exclude-operation-id", NOT_THE_OWNERS), 1000)
        ask_all(trial, server, clinic.operator_key,
                option("--include-operation-id", OPERATORS), 100)
        expect(server.is_running(), "the server is still there")
        server.stop()
    trial.verify(server.data)


if __name__ == "__main__":
    run(description, __doc__, schemathesis="schemathesis", examples=20)
