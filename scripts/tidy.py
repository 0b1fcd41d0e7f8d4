"""Runs clang-tidy: tidy.py BUILD_FOLDER (changed | all)

`changed` takes the sources that differ from the base, and those that include them, however far
away. The base is where this branch left main; on main itself, the newest commit that is four hours
older than the last one, so that all that landed together is looked at; where none is so old, the
last commit alone, for the whole tree has a long run of its own. KALENDS_TIDY_BASE names another.
A source found clean once, with the same text in all of our files that it includes, is not looked
at again.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

TOOL = "clang-tidy-19"
ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
CLEAN = CACHE / "kalends-tidy"
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def git(*arguments):
    run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return run.stdout.strip() if run.returncode == 0 else ""


def base_commit():
    if named := os.environ.get("KALENDS_TIDY_BASE"):
        return named
    fork = git("merge-base", "main", "HEAD")
    if fork and fork != git("rev-parse", "HEAD"):
        return fork
    before = int(git("log", "-1", "--format=%ct")) - 4 * 3600
    return git("rev-list", "-1", f"--before={before}", "HEAD") or git("rev-parse", "HEAD~1")


def changed_files():
    base = base_commit()
    print(f"changed since {base[:12]}")
    differing = git("diff", "--name-only", base).splitlines()
    return set(differing) | set(git("ls-files", "--others", "--exclude-standard").splitlines())


def sources_of(build_folder):
    """The files that are compiled, relative to the root."""
    commands = json.loads((ROOT / build_folder / "compile_commands.json").read_text())
    return sorted({str(pathlib.Path(entry["file"]).relative_to(ROOT)) for entry in commands})


def closure_of(source):
    """The source and all of our own files that it includes."""
    found, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path in found or not (ROOT / path).is_file():
            continue
        found.add(path)
        waiting += INCLUDE.findall((ROOT / path).read_text())
    return found


def fingerprint(source, version):
    digest = hashlib.sha256(f"{version}\n{source}\n".encode())
    configurations = {str(path.relative_to(ROOT)) for path in ROOT.glob("*/.clang-tidy")}
    for path in sorted(closure_of(source) | configurations | {".clang-tidy", "cmake/flags.cmake"}):
        digest.update(f"{path}\n".encode() + (ROOT / path).read_bytes())
    return digest.hexdigest()


def tidy(build_folder, source, stamp):
    if stamp.exists():
        return True
    command = ["nice", TOOL, "-p", build_folder, "--quiet", source]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 0:
        stamp.touch()
    else:
        print(f"{source}\n{run.stdout}", flush=True)
        if not run.stdout.strip():
            print(run.stderr, flush=True)
    return run.returncode == 0


def main(build_folder, which):
    sources = sources_of(build_folder)
    if which == "changed":
        changed = changed_files()
        rules = any(path.endswith(".clang-tidy") for path in changed)
        sources = [path for path in sources if rules or closure_of(path) & changed]
    version = subprocess.run([TOOL, "--version"], capture_output=True, text=True).stdout
    CLEAN.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        stamps = [CLEAN / fingerprint(source, version) for source in sources]
        clean = list(pool.map(lambda pair: tidy(build_folder, *pair), zip(sources, stamps)))
    print(f"{sum(clean)} of {len(sources)} sources are clean")
    return 0 if all(clean) else 1


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[2] not in ("changed", "all"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
