"""scripts/tidy.py looks at what is not known to be clean, at nothing else, and never at nothing.

The tool is played by a script that finds fault with the word `wrong` in a source or in what that
includes, and notes which sources it was asked about.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "tidy.py"
ONE_CORE = {min(os.sched_getaffinity(0))}
TOOL = """#!/bin/sh
[ "$1" != --version ] || { echo version 19 && exit; }
for source; do :; done
echo "$source" >>asked
included=$(sed -n 's/^#include "\\(.*\\)"$/\\1/p' "$source")
! grep -Hn wrong "$source" $included
"""


class Tidy(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        for name, text in {"bin/clang-tidy-19": TOOL, ".clang-tidy": "Checks: all\n",
                           "domain/id.hpp": "int id;\n", "domain/id.cpp": "first\n",
                           "api/port.cpp": '#include "domain/id.hpp"\n',
                           "api/http.cpp": "second\n",
                           "scripts/tidy.py": SCRIPT.read_text()}.items():
            self.write(name, text)
        (self.root / "bin/clang-tidy-19").chmod(0o755)
        self.compiled("domain/id.cpp", "api/port.cpp", "api/http.cpp")
        self.git("init", "--quiet")
        self.commit(1)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def compiled(self, *sources, flags=""):
        self.write("build/compile_commands.json", json.dumps(
            [{"file": str(self.root / source), "command": f"c++ {flags} {self.root}/{source}"}
             for source in sources]))

    def git(self, *arguments, **environment):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
                       cwd=self.root, check=True, env={**os.environ, **environment})

    def commit(self, hour):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "one",
                 GIT_COMMITTER_DATE=f"2026-03-02T{hour:02}:00:00Z")

    def run_tidy(self, *arguments):
        """Whether it passed, what it said, and what it looked at, in that order on one core."""
        environment = {"PATH": f"{self.root}/bin:{os.environ['PATH']}",
                       "XDG_CACHE_HOME": str(self.root / "cache")}
        run = subprocess.run([sys.executable, "scripts/tidy.py", "build", *arguments],
                             cwd=self.root, capture_output=True, text=True, env=environment,
                             preexec_fn=lambda: os.sched_setaffinity(0, ONE_CORE))
        asked = self.root / "asked"
        looked_at = asked.read_text().split() if asked.exists() else []
        asked.unlink(missing_ok=True)
        return run.returncode == 0, run.stdout + run.stderr, looked_at

    def looked_at(self):
        passed, said, looked_at = self.run_tidy()
        self.assertTrue(passed, said)
        return sorted(looked_at)

    def test_a_source_found_clean_is_not_looked_at_again(self):
        self.assertEqual(self.looked_at(), ["api/http.cpp", "api/port.cpp", "domain/id.cpp"])
        passed, said, looked_at = self.run_tidy()
        self.assertTrue(passed, said)
        self.assertEqual(looked_at, [])
        self.assertIn("of 3 sources 3 were known to be clean; looked at 0", said)

    def test_only_the_folders_that_are_named_are_looked_at(self):
        passed, said, looked_at = self.run_tidy("600", "domain")
        self.assertTrue(passed, said)
        self.assertEqual(looked_at, ["domain/id.cpp"])
        self.assertFalse(self.run_tidy("600", "misspelt")[0])

    def test_what_a_build_writes_is_not_looked_at(self):
        self.compiled("domain/id.cpp", "build/documents/documents.cpp")
        self.assertEqual(self.looked_at(), ["domain/id.cpp"])

    def test_what_changed_is_looked_at_and_what_includes_it(self):
        self.looked_at()
        self.write("domain/id.hpp", "long id;\n")
        self.assertEqual(self.looked_at(), ["api/port.cpp"])
        self.write("api/http.cpp", "third\n")
        self.assertEqual(self.looked_at(), ["api/http.cpp"])

    def test_new_checks_and_new_flags_make_nothing_known(self):
        self.looked_at()
        self.write("api/.clang-tidy", "Checks: more\n")
        self.assertEqual(len(self.looked_at()), 3)
        self.compiled("domain/id.cpp", "api/port.cpp", "api/http.cpp", flags="-O2")
        self.assertEqual(len(self.looked_at()), 3)

    def test_a_fault_fails_as_often_as_it_is_there(self):
        self.write("domain/id.hpp", "wrong\n")
        for number_looked_at in (3, 1):
            passed, said, looked_at = self.run_tidy()
            self.assertFalse(passed)
            self.assertIn("domain/id.hpp:1:wrong", said)
            self.assertEqual(len(looked_at), number_looked_at)

    def test_what_changed_last_comes_first(self):
        self.write("api/http.cpp", "third\n")
        self.commit(2)
        self.write("domain/id.hpp", "long id;\n")
        self.commit(3)
        self.assertEqual(self.run_tidy()[2], ["api/port.cpp", "api/http.cpp", "domain/id.cpp"])
        self.write("domain/id.cpp", "not committed\n")
        self.write(".clang-tidy", "Checks: more\n")
        self.assertEqual(self.run_tidy()[2], ["domain/id.cpp", "api/port.cpp", "api/http.cpp"])

    def test_looking_at_nothing_is_no_pass(self):
        passed, said, looked_at = self.run_tidy("0")
        self.assertFalse(passed)
        self.assertEqual(looked_at, [])
        self.assertIn("3 remain", said)
        self.compiled()
        self.assertFalse(self.run_tidy()[0])


if __name__ == "__main__":
    unittest.main()
