# shellcheck shell=bash disable=SC2034
title="the description of topic and feed is AsyncAPI 3.0, by AsyncAPI's own schema"
needs=(python3)

install_standard() {
    local folder=$1 npm=$PWD/build/npm/bin/npm specs=6.11.1
    [ ! -f "$folder/asyncapi-specs-$specs.tgz" ] || return 0
    rm -rf "$folder" && mkdir -p "$folder"
    install_npm
    (cd "$folder" && "$npm" pack --silent "@asyncapi/specs@$specs" && tar xzf ./*.tgz)
}

run_stage() {
    install_standard "$PWD/build/asyncapi"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/schemas/asyncapi_test.py \
        build/asyncapi/package/schemas/3.0.0.json
}
