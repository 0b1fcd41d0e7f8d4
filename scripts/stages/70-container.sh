# shellcheck shell=bash disable=SC2034
title="the container is built, started, and answers"
needs=(buildah curl debootstrap jq pgrep python3 unshare)

# Everything that is made stands here; the machine's own images are left alone.
place=$PWD/build/container

# Buildah wants / to be a mount, which it is not where all of this runs in a chroot: there it gets
# a view of its own, in which it is. Paths given to it must be absolute.
# shellcheck disable=SC2016
with_root_mounted() {
    if awk '$5 == "/" { found = 1 } END { exit !found }' /proc/self/mountinfo; then
        "$@"
        return
    fi
    mkdir -p "$place/root"
    unshare --mount --propagation unchanged \
        sh -c 'mount --rbind / "$0" && exec chroot "$0" "$@"' "$place/root" "$@"
}

store() {
    with_root_mounted buildah --storage-driver vfs \
        --root "$place/images" --runroot "$place/run" "$@"
}

# How this machine reaches Debian's packages, for a base that must reach them too.
apt_settings() {
    find /etc/apt -type f -path '/etc/apt/sources.list' -o -type f -path '*.d/debian*.sources' \
        -o -type f -path '*/apt.conf.d/99*'
}

# A minimal Debian, made once and kept.
make_base() {
    [ ! -f "$place/base.tar" ] || return 0
    local mirror folder=$place/base
    mirror=$(apt_settings | xargs sed -nE 's/^(URIs:|deb) ([^ ]+).*/\2/p' | head -n 1)
    rm -rf "$folder" && mkdir -p "$folder"
    debootstrap --variant=minbase --include=ca-certificates bookworm "$folder" "$mirror" \
        >"$place/debootstrap.log" 2>&1 || { tail "$place/debootstrap.log" && return 1; }
    rm -f "$folder/etc/apt/sources.list"
    apt_settings | while read -r file; do install -D -m 644 "$file" "$folder$file"; done
    tar -C "$folder" -cf "$place/base.tar" . && rm -rf "$folder"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])'
}

# innermost PID: the program in the container, below what buildah puts around it.
innermost() {
    local child
    child=$(pgrep -P "$1" | head -n 1)
    if [ -n "$child" ]; then innermost "$child"; else echo "$1"; fi
}

# run_its CONTAINER PORT COMMAND: one of the container's own commands, named as jq finds it in what
# buildah tells of the container, but on another port.
run_its() {
    local container=$1 port=$2 command
    mapfile -t command < <(store inspect "$container" | jq -r "$3")
    store run --isolation chroot --env "KALENDS_PORT=$port" "$container" -- "${command[@]}"
}

# Kills what is left, should the stage fail half-way.
clean_up() {
    [ -z "${server:-}" ] || kill -KILL "$(innermost "$server")" 2>/dev/null || true
    store rm --all >/dev/null 2>&1 || true
}

run_stage() {
    [ -f app/main.cpp ] || nothing_to_do "there is no program yet: app/main.cpp does not stand"
    mkdir -p "$place"
    make_base
    printf 'FROM scratch\nADD base.tar /\n' >"$place/Containerfile"
    store images --quiet kalends-base >/dev/null 2>&1 ||
        store build --quiet --tag kalends-base --file "$place/Containerfile" "$place"
    store build --quiet --format docker --isolation chroot --layers=false \
        --build-arg BASE=localhost/kalends-base --tag kalends "$PWD"

    trap clean_up EXIT
    local container port serve='.OCIv1.config.Cmd[]'
    local health='.Docker.config.Healthcheck.Test | select(.[0] == "CMD")[1:][]'
    container=$(store from kalends)
    port=$(free_port)
    if run_its "$container" "$port" "$health"; then
        echo "the health check passes where no server runs"
        return 1
    fi
    run_its "$container" "$port" "$serve" &
    server=$!
    curl --fail --silent --retry 30 --retry-connrefused --retry-delay 1 \
        "http://127.0.0.1:$port/healthz"
    run_its "$container" "$port" "$health"
    kill -TERM "$(innermost "$server")"
    wait "$server"
    server=
}
