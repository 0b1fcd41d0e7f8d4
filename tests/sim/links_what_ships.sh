#!/bin/sh
# Fails if a symbol of the engine is defined under tests/ as well: the simulator must run the code
# that ships. Arguments: the engine's library, then the libraries made of what stands in tests/.
set -eu
engine=$1
shift

# Weak symbols are inline functions and templates, which every user of a header has.
defined() {
    nm --defined-only "$@" 2>/dev/null | awk 'NF == 3 && $2 ~ /^[TDBR]$/ { print $3 }' | sort -u
}

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
defined "$engine" >"$folder/engine"
defined "$@" >"$folder/tests"
for list in engine tests; do
    [ "$(wc -l <"$folder/$list")" -ge 40 ] || { echo "too few symbols of the $list read"; exit 1; }
done
grep -q 6Engine4stepEv "$folder/engine" || { echo "the engine's step is not where it was"; exit 1; }
both=$(comm -12 "$folder/engine" "$folder/tests")
[ -z "$both" ] || { echo "defined in the engine and under tests/:"; echo "$both"; exit 1; }
