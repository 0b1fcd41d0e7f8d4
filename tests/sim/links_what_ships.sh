#!/bin/sh
# usage: links_what_ships.sh FOLDER LIBRARY...
# Fails if something that the libraries define is defined in an object of the folder, too: the
# simulator, and every other test, must run the code that ships.
set -eu
tests=$1
shift

# symbols_of KINDS: of the files that are named on standard input.
symbols_of() {
    xargs nm --defined-only 2>/dev/null |
        awk -v kinds="^[$1]$" 'NF == 3 && $2 ~ kinds { print $3 }' | sort -u
}

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
find -L "$tests" -name '*.o' >"$folder/objects"
# An inline function or a template is weak, and gives way to one of its name that is not.
printf '%s\n' "$@" | symbols_of TDBRWV >"$folder/shipped"
symbols_of TDBR <"$folder/objects" >"$folder/tests"
for step in 6Engine4stepE 5kafka9Publisher4stepE 6Runner4stepE 3api11Subscribers; do
    grep -q "$step" "$folder/shipped" || { echo "$step is not among what ships"; exit 1; }
done
[ "$(wc -l <"$folder/shipped")" -ge 1000 ] || { echo "too few symbols of what ships read"; exit 1; }
[ "$(wc -l <"$folder/tests")" -ge 400 ] || { echo "too few symbols of tests read"; exit 1; }
both=$(comm -12 "$folder/shipped" "$folder/tests")
[ -z "$both" ] || { echo "defined in what ships and under tests/:"; echo "$both"; exit 1; }
