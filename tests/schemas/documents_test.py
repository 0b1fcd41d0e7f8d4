"""schemas/documents/write_documents.py: the same data in JSON, a page that is safe whatever the
description says, and what is interactive only with the npm package."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
WRITER = ROOT / "schemas" / "documents" / "write_documents.py"
PACKAGE = ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE",
           "swagger-ui-bundle.js.LICENSE.txt"]
API = """
openapi: 3.1.0
info:
  title: A & B
  version: 1.2.3
  description: "<b>bold</b>\\n\\n## To begin\\n\\nSend `<key>`: [text](/llms.txt), [x](js:y)"
tags: [{name: things, description: What there is.}]
paths:
  /things:
    get: {tags: [things], summary: '<script>alert("1")</script>', responses: {'200': {}}}
"""


class Documents(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.root = pathlib.Path(held.name)
        self.api = self.root / "openapi.yaml"
        self.api.write_text(API)

    def write(self, *package):
        done = subprocess.run(
            [sys.executable, WRITER, self.api, ROOT / "schemas" / "llms.txt",
             ROOT / "schemas" / "docs_page", self.root / "out", *package],
            capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def written(self, name):
        return (self.root / "out" / name).read_text()

    def test_json_says_what_yaml_says(self):
        self.assertEqual(self.write(), (0, ""))
        api = json.loads(self.written("openapi.json"))
        self.assertEqual(api, yaml.safe_load(API))
        self.assertEqual(api["paths"]["/things"]["get"]["responses"], {"200": {}})

    def test_what_json_does_not_have_is_refused_by_its_place(self):
        for text, place in (("2026-12-01", "/paths/x: datetime"),
                            ("{200: a}", "/paths/x: the key 200")):
            self.api.write_text(f"paths: {{x: {text}}}")
            code, said = self.write()
            self.assertNotEqual(code, 0)
            self.assertIn(place, said)

    def test_no_text_of_the_description_is_markup(self):
        self.write()
        page = self.written("page.html")
        self.assertIn("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;", page)
        self.assertIn("<h1>A &amp; B 1.2.3</h1>", page)
        self.assertIn("&lt;b&gt;bold&lt;/b&gt;", page)
        self.assertNotIn("<script", page)

    def test_the_prose_of_the_description_is_shown_as_it_is_meant(self):
        self.write()
        page = self.written("page.html")
        self.assertIn("<h2>To begin</h2>", page)
        self.assertIn('<p>Send <code>&lt;key&gt;</code>: <a href="/llms.txt">text</a>, '
                      "[x](js:y)</p>", page)
        self.assertIn("<h2>things</h2>\n<p>What there is.</p>", page)

    def test_with_the_package_the_page_has_scripts_and_all_of_them_are_embedded(self):
        package = self.root / "package"
        package.mkdir()
        for name in PACKAGE:
            (package / name).write_text(name)
        self.assertEqual(self.write(package), (0, ""))
        page, source = self.written("page.html"), self.written("documents.cpp")
        for path in ("/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/page.js"):
            self.assertIn(f'"{path}"', page)
            self.assertIn(f'{{"{path}", ', source)
        self.assertEqual(self.write(), (0, ""))
        self.assertNotIn("swagger", self.written("documents.cpp"))


if __name__ == "__main__":
    unittest.main()
