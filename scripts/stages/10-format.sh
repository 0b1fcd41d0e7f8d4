# shellcheck shell=bash disable=SC2034
title="every source file is formatted"
quick=yes
needs=(clang-format-19 git)

run_stage() {
    git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' | while read -r file; do
        [ ! -f "$file" ] || echo "$file"
    done | xargs clang-format-19 --dry-run --Werror
}
