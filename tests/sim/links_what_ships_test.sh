#!/bin/sh
# usage: links_what_ships_test.sh COMPILER FOLDER LIBRARY...
# Fails if links_what_ships.sh does not find a function of the library planted among the objects of
# the folder: of each layer in turn, and one that is inline.
set -eu
compiler=$1 tests=$2
shift 2

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
ln -s "$(realpath "$tests")" "$folder/tests"
for name in 6Engine4stepE 5kafka9Publisher4stepE 6Runner4stepE 3api11Subscribers12tell_drainedE \
    7claimedERKNS_10BookedTime; do
    symbol=$(nm --defined-only "$@" 2>/dev/null |
        awk -v name="$name" '$2 ~ /^[TW]$/ && $3 ~ name { print $3 }' | head -n 1)
    echo "extern \"C\" void $symbol() {}" | "$compiler" -x c++ -c - -o "$folder/planted.o"
    if said=$("$(dirname "$0")/links_what_ships.sh" "$folder" "$@") ||
        ! echo "$said" | grep -qx "$symbol"; then
        echo "$symbol was planted, and this was said: $said"
        exit 1
    fi
done
