"""The description that a server gives is the one that it was built from, and the page at /docs
works without any other server: what it names is its own, and is there. What /llms.txt tells agents
to send books times, moves and cancels them."""

import datetime
import html.parser
import json
import pathlib
import re

import yaml
from calling import Caller
from serving import Server
from trial import expect, expect_equal, output_of, run

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"
METHODS = ("get", "put", "post", "patch", "delete")
# Without npm there is a list; the stage `docs` wants the other.
PAGES = {"list": False, "interactive": True}


class Page(html.parser.HTMLParser):
    """What a page names, what it runs and what it shows."""

    def __init__(self, text):
        super().__init__()
        self.links, self.assets, self.inline, self.shown = [], [], [], []
        self.inside = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.inside = tag
        self.inline += [f"{tag} {name}" for name in attributes
                        if name == "style" or name.startswith("on")]
        if tag == "a":
            self.links.append(attributes["href"])
        elif source := attributes.get("src") or attributes.get("href"):
            self.assets.append(source)

    def handle_data(self, data):
        if self.inside in ("script", "style") and data.strip():
            self.inline.append(self.inside)
        self.shown.append(data)


def description_is_the_one_it_was_built_from(trial, caller):
    source = (SCHEMAS / "openapi.yaml").read_bytes()
    expect_equal(caller.get("/openapi.yaml").body, source, "the YAML is as it was written")
    served = caller.get("/openapi.json").json
    expect_equal(served, yaml.safe_load(source), "the JSON says the same")
    version = output_of("the program tells its version", [trial.kalends, "--version"]).split()[-1]
    expect_equal(served["info"]["version"], version, "the description is of this version")
    expect_equal(caller.get("/llms.txt").body, (SCHEMAS / "llms.txt").read_bytes(),
                 "llms.txt is as it was written")


def llms_txt_names_what_is_there(caller, text):
    served = caller.get("/openapi.json").json["paths"]
    known = {method: [re.sub(r"{\w+}", "[^/]+", path) for path in served if method in served[path]]
             for method in METHODS}
    named = re.findall(r"(POST|PUT|GET|DELETE) (/v1/[^ ?,\n]*[^ ?,.\n])", text)
    unknown = [path for method, path in named
               if not any(re.fullmatch(form, path) for form in known[method.lower()])]
    expect(len(named) >= 16 and not unknown, f"it names operations, but for: {unknown}")
    expect(len(text.splitlines()) <= 110, "it is short")


def said_to_send(text):
    """Each call that the text shows: method, path with its query, and what follows them."""
    return re.findall(r"^ {7}([A-Z]+) (/\S+)\n((?: {7,}.+\n)*)", text, re.MULTILINE)


def learnt_from(path, made):
    """What later calls put in their places."""
    if path == "/v1/hosts":
        return {"{host_id}": made["id"]}
    if path == "/v1/meeting-types":
        return {"{meeting_type_id}": made["id"]}
    if path == "/v1/holds":
        return {"{hold_id}": made["id"]}
    if path == "/v1/bookings":
        return {"{booking_id}": made["id"]}
    if "/slots?" in path:
        starts = [slot["start"] for slot in made["items"]]
        return dict(zip(("{start}", "{second_start}", "{third_start}"), starts))
    return {}


def llms_txt_leads_to_bookings(server, text):
    """What it says to send is sent, with what the answers before gave put in its places."""
    caller = Caller(server.port, server.operator_key())
    day = datetime.date.today()
    given = {"{date}": str(day + datetime.timedelta(1)),
             "{later_date}": str(day + datetime.timedelta(9))}
    statuses = []
    for method, path, body in said_to_send(text):
        for place, value in given.items():
            path, body = path.replace(place, value), body.replace(place, value)
        if path == "/v1/commands":
            answers = caller.run_commands([json.loads(line) for line in body.splitlines()])
        else:
            answers = [caller.call(method, path, json.loads(body) if body else None)]
        expect(all(answer.status in (200, 201) for answer in answers),
               f"{method} {path} does what is told: {answers}")
        made = answers[0].json
        if "owner_key" in made:
            caller = Caller(server.port, made["owner_key"]["secret"])
        if method == "POST" or "/slots?" in path:
            given |= learnt_from(path, made)
        if path.startswith("/v1/bookings"):
            statuses.append(made["status"])
    expect_equal(statuses, ["confirmed"] * 3 + ["cancelled"], "what becomes of the bookings")


def page_lists_every_operation(caller, page):
    shown = {text.strip() for text in page.shown}
    for path, item in caller.get("/openapi.json").json["paths"].items():
        for method in METHODS:
            if method in item:
                expect({path, item[method]["summary"]} <= shown, f"the page has {method} {path}")


def page_is_served_whole(caller, page):
    expect_equal(page.inline, [], "nothing in the page would need an exception of its policy")
    for named in page.assets + page.links:
        expect(re.match("/[^/]", named), f"the page names its own server, and not {named}")
        got = caller.get(named)
        expect_equal(got.status, 200, f"{named} is there")
        kind = got.headers["Content-Type"].split(";")[0]
        suffix = pathlib.PurePath(named).suffix
        expected = {".css": "text/css", ".js": "text/javascript", ".txt": "text/plain",
                    ".json": "application/json", ".yaml": "application/yaml"}[suffix]
        expect_equal(kind, expected, f"what {named} is")


def page_can_be_tried(caller, page, wanted):
    is_interactive = any(asset.endswith(".js") for asset in page.assets)
    print("the page is", "interactive" if is_interactive else "a list", flush=True)
    expect(PAGES.get(wanted, is_interactive) == is_interactive, f"the page is the one of {wanted}")
    if is_interactive:
        bundle = caller.get("/docs/swagger-ui-bundle.js").body
        expect(b"SwaggerUIBundle" in bundle, "what page.js calls is there")
        # It says where its licences stand.
        licences = re.search(rb"see (\S+LICENSE.txt)", bundle)[1].decode()
        expect_equal(caller.get(f"/docs/{licences}").status, 200, "the licences are there")


def docs(trial):
    with Server(trial) as server:
        caller = Caller(server.port)
        description_is_the_one_it_was_built_from(trial, caller)
        text = caller.get("/llms.txt").body.decode()
        llms_txt_names_what_is_there(caller, text)
        llms_txt_leads_to_bookings(server, text)
        got = caller.get("/docs")
        expect_equal(got.headers["Content-Type"], "text/html; charset=utf-8", "a page")
        page = Page(got.body.decode())
        page_lists_every_operation(caller, page)
        page_is_served_whole(caller, page)
        page_can_be_tried(caller, page, trial.arguments.page)
        expect_equal(caller.call("HEAD", "/docs").body, b"", "HEAD has no body")
        expect_equal(caller.post("/docs", {}).status, 405, "nobody writes to it")
        server.stop()


if __name__ == "__main__":
    run(docs, __doc__, page="either")
