# shellcheck shell=bash disable=SC2034
title="every shell script is sound"
quick=yes
needs=(shellcheck)

run_stage() {
    shellcheck --external-sources run test .ci/run scripts/*.sh scripts/*/*.sh
}
