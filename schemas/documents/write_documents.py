#!/usr/bin/env python3
"""Writes what the program serves of itself, and the C++ that embeds it.

    write_documents.py openapi.yaml llms.txt docs_page OUT [SWAGGER_UI]

In the folder OUT: the API's description as JSON, the page at /docs, and documents.cpp, by which the
program has them and all else that it serves as it is. The page lists the operations; with the
folder of the npm package swagger-ui-dist its script makes it one to try them on.
"""

import gzip
import hashlib
import html
import json
import pathlib
import re
import sys

import yaml

METHODS = ("get", "put", "post", "patch", "delete")
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json",
    ".txt": "text/plain; charset=utf-8", ".yaml": "application/yaml"}
# The licences of what the bundle is made of stand beside it.
SWAGGER_UI = {"swagger-ui.css": "swagger-ui.css", "swagger-ui-bundle.js": "swagger-ui-bundle.js",
              "LICENSE": "swagger-ui.LICENSE.txt", "NOTICE": "swagger-ui.NOTICE.txt",
              "swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-bundle.js.LICENSE.txt"}

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} {version}</title>
{links}
</head>
<body>
<main id="page">
<h1>{title} {version}</h1>
{description}
<p>The whole description is OpenAPI {openapi}: <a href="/openapi.json">/openapi.json</a>,
<a href="/openapi.yaml">/openapi.yaml</a>. For programs that read prose:
<a href="/llms.txt">/llms.txt</a>.</p>
{sections}
</main>
</body>
</html>
"""


def json_of(value, where=""):
    """The value, as JSON can say it: YAML knows dates, and keys that are no texts."""
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                sys.exit(f"{where or '/'}: the key {key!r} is no text; put it in quotes")
        return {key: json_of(member, f"{where}/{key}") for key, member in value.items()}
    if isinstance(value, list):
        return [json_of(item, f"{where}/{i}") for i, item in enumerate(value)]
    if value is not None and not isinstance(value, (str, bool, int, float)):
        sys.exit(f"{where}: {value!r} is nothing that JSON has; put it in quotes")
    return value


def prose_of(text):
    """As HTML what the description uses of Markdown: paragraphs, headings, code and links."""
    pieces = []
    for piece in re.split(r"\n\s*\n", html.escape(text.strip())):
        piece = re.sub(r"`([^`]+)`", r"<code>\1</code>", piece)
        piece = re.sub(r"\[([^\]]+)\]\((/[^)\s]*)\)", r'<a href="\2">\1</a>', piece)
        heading = piece.removeprefix("## ")
        pieces.append(f"<p>{piece}</p>" if heading == piece else f"<h2>{heading}</h2>")
    return "\n".join(pieces)


def sections_of(api):
    """The operations as HTML, those of each tag below its name and what is said of it."""
    said = {tag["name"]: prose_of(tag.get("description", "")) for tag in api["tags"]}
    rows = {tag["name"]: [] for tag in api["tags"]}
    for path, item in api["paths"].items():
        for method in METHODS:
            if method in item:
                cells = f"<code>{method.upper()}</code>", f"<code>{html.escape(path)}</code>", \
                    html.escape(item[method]["summary"])
                row = "".join(f"<td>{cell}</td>" for cell in cells)
                rows[item[method]["tags"][0]].append(f"<tr>{row}</tr>")
    return "\n".join(f"<h2>{html.escape(tag)}</h2>\n{said[tag]}\n<table>\n" + "\n".join(found) +
                     "\n</table>" for tag, found in rows.items() if found)


def page_of(api, styles, scripts):
    links = [f'<link rel="stylesheet" href="/docs/{name}">' for name in styles]
    links += [f'<script src="/docs/{name}" defer></script>' for name in scripts]
    info = {name: html.escape(text) for name, text in api["info"].items()}
    info["description"] = prose_of(api["info"]["description"])
    return PAGE.format(**info, openapi=html.escape(api["openapi"]), links="\n".join(links),
                       sections=sections_of(api))


def documents_cpp(files, out):
    """Each file's bytes are included by the assembler, which takes no time over megabytes."""
    assembly, declared, rows = [], [], []
    for number, (path, file) in enumerate(files.items()):
        content = file.read_bytes()
        name = f"kalends_document_{number}"
        media_type = MEDIA_TYPES[pathlib.PurePath(path).suffix or ".html"]
        tag = hashlib.sha256(content).hexdigest()[:32]
        packed = out / f"{number}.gz"
        # Without the time, so that the same files make the same program.
        packed.write_bytes(gzip.compress(content, mtime=0))
        sizes = len(content), packed.stat().st_size
        for suffix, source in (("", file), ("_gzip", packed)):
            quoted = str(source).replace("\\", "\\\\").replace('"', '\\"')
            assembly.append(f'    R"({name}{suffix}: .incbin "{quoted}")" "\\n"')
            declared.append(f'extern "C" const char {name}{suffix}[];')
        rows.append(f'        {{"{path}", "{media_type}", "{tag}", {{{name}, {sizes[0]}}}, '
                    f"{{{name}_gzip, {sizes[1]}}}}},")
    return "\n".join([
        "// Written by schemas/documents/write_documents.py.",
        '#include "schemas/documents/documents.hpp"', "", "#include <array>", "",
        'asm(".pushsection .rodata\\n"', *assembly, '    ".popsection\\n");', "", *declared, "",
        "namespace kalends {", "", "std::span<const Document> documents() {",
        f"    static constexpr std::array<Document, {len(files)}> all{{{{", *rows, "    }};",
        "    return all;", "}", "", "}  // namespace kalends", ""])


def main(openapi, llms, docs_page, out, swagger_ui=None):
    api = json_of(yaml.safe_load(openapi.read_text(encoding="utf-8")))
    files = {"/openapi.yaml": openapi, "/openapi.json": out / "openapi.json", "/llms.txt": llms,
             "/docs": out / "page.html", "/docs/page.css": docs_page / "page.css"}
    styles, scripts = ["page.css"], []
    if swagger_ui:
        files |= {f"/docs/{name}": swagger_ui / file for file, name in SWAGGER_UI.items()}
        files["/docs/page.js"] = docs_page / "page.js"
        styles.insert(0, "swagger-ui.css")
        scripts = ["swagger-ui-bundle.js", "page.js"]
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(api, ensure_ascii=False, separators=(",", ":"))
    (out / "openapi.json").write_text(text, encoding="utf-8")
    (out / "page.html").write_text(page_of(api, styles, scripts), encoding="utf-8")
    (out / "documents.cpp").write_text(documents_cpp(files, out), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    main(*(pathlib.Path(argument).absolute() for argument in sys.argv[1:]))
