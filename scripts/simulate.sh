#!/usr/bin/env bash
# usage: scripts/simulate.sh FOLDER OPTION...
# Runs the simulator that is built in FOLDER, once on each core, from seeds that chance chooses and
# that it prints. The options are the simulator's: --seconds N or --seeds N, and --verbose. Fails if
# one of them does.
set -euo pipefail
simulator=$1/tests/kalends_sim && shift

seeds_apart=1000000000000
first=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
running=()
trap 'kill "${running[@]}" 2>/dev/null || :' EXIT
for ((core = 0; core < $(nproc); ++core)); do
    from=$((first + core * seeds_apart))
    echo "simulating from seed $from on"
    "$simulator" --first "$from" "$@" &
    running+=($!)
done

result=0
for process in "${running[@]}"; do wait "$process" || result=1; done
exit $result
