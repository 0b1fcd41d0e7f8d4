#!/usr/bin/env bash
# usage: scripts/install.sh LIST...
# Installs the Debian packages of scripts/packages/LIST.txt that are missing; silent if none is.
set -euo pipefail
export LC_ALL=C.UTF-8
lists=$(cd "$(dirname "${BASH_SOURCE[0]}")/packages" && pwd)

packages_of() {
    for list in "$@"; do grep -vE '^(#|$)' "$lists/$list.txt"; done
}

installed() { dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii  *//p'; }

missing_of() { comm -13 <(installed | sort -u) <(packages_of "$@" | sort -u); }

is_debian_12() {
    # shellcheck disable=SC1091
    [ -r /etc/os-release ] && . /etc/os-release && [ "${ID:-} ${VERSION_ID:-}" = "debian 12" ]
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

apt() {
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

install_all() {
    apt install -y --no-install-recommends "$@" >/dev/null
}

if ! is_debian_12; then
    for tool in g++ cmake ninja pkg-config; do
        command -v "$tool" >/dev/null && continue
        echo "This is not Debian 12, and $tool is missing: install the packages of $lists" >&2
        exit 1
    done
    echo "This is not Debian 12: nothing is installed, and nobody has tried Kalends here." >&2
    exit 0
fi

mapfile -t missing < <(missing_of "$@")
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "Packages are missing, and there is neither root nor sudo. As root, run:" >&2
    echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

echo "Installing with apt-get: ${missing[*]}"
# The lists of a fresh machine are empty, those of an old one may name packages that are gone.
if ! apt install --simulate --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    apt update
    install_all "${missing[@]}"
else
    install_all "${missing[@]}" || { apt update && install_all "${missing[@]}"; }
fi
