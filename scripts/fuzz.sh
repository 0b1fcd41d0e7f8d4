#!/usr/bin/env bash
# usage: scripts/fuzz.sh FOLDER SECONDS
# Runs each fuzzer that is built in FOLDER for so many seconds, as many at once as there are cores.
# Starts from the seeds that are written there now and from what earlier runs kept in
# FOLDER/corpus. Fails if one of them finds something, or does no more than read its seeds; the
# input is kept in FOLDER/found.
set -euo pipefail
folder=$1 seconds=$2
export UBSAN_OPTIONS=print_stacktrace=1
# Clang's own symbolizer is in a package that nothing else here needs.
ASAN_SYMBOLIZER_PATH=$(command -v addr2line)
export ASAN_SYMBOLIZER_PATH

fuzz() {
    local folder=$1 seconds=$2 name=$3 log=$1/found/$3.log result=0 seeds runs
    mkdir -p "$folder/corpus/$name"
    seeds=$(find "$folder/seeds/$name" "$folder/corpus/$name" -type f | wc -l)
    setarch -R nice "$folder/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=20 \
        -max_len=4096 -print_funcs=0 -print_final_stats=1 -artifact_prefix="$folder/found/$name-" \
        "$folder/corpus/$name" "$folder/seeds/$name" >"$log" 2>&1 || result=1
    runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
    echo "$name: ${runs:-no} inputs, begun with $seeds seeds"
    [ "${runs:-0}" -gt "$seeds" ] || result=1
    [ $result = 0 ] || { grep -v '^#' "$log" | tail -n 60; }
    return $result
}
export -f fuzz

rm -rf "$folder/seeds" "$folder/found" && mkdir -p "$folder/found"
setarch -R "$folder/tests/fuzz/write_seeds" "$PWD" "$folder/seeds"
basename -a "$folder"/seeds/* |
    xargs -P "$(nproc)" -I '{}' bash -euc 'fuzz "$@"' fuzz "$folder" "$seconds" '{}'
