# shellcheck shell=bash
# What deploy/run and deploy/test share: packages, Node, pages, builds. Sourced by bash; leaves the shell in the
# repository's root, wherever it was called from.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The same text is taken from the cache in whatever folder it was compiled before.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true
export CCACHE_SLOPPINESS=pch_defines,time_macros # as its manual wants it where headers are precompiled
export LC_ALL=C.UTF-8

node_wanted=22 npm_wanted=11 # for the build, where the machine's own are too old

say() { printf '%s\n' "$@"; }
die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "installing packages needs root or sudo"
    fi
}

# The packages of the named groups that are neither installed nor needless.
missing_packages() {
    local group package unless command
    local wanted=()
    while read -r group package unless command _; do
        [[ " $* " == *" $group "* ]] || continue
        if [ "$unless" = unless ] && command -v "$command" >/dev/null; then continue; fi
        wanted+=("$package")
    done < <(sed 's/#.*//' deploy/packages)
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
        <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^ii *//p' | sort)
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing ${missing[*]}"
    as_root apt-get update -q || return 1
    # Its package would start one, now and whenever the machine does; the tests start their own.
    if [[ " ${missing[*]} " == *" kannel "* && -d /run/systemd/system ]]; then
        as_root systemctl mask --quiet kannel.service || return 1
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
}

# At most a compiler a core, and 1.5 GB for each.
compilers() {
    local by_memory
    by_memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1500000))
    local cores
    cores=$(nproc)
    local most=$((by_memory < cores ? by_memory : cores))
    echo $((most > 1 ? most : 1))
}

# build PRESET TARGETS… -- CMAKE_OPTIONS…
build() {
    local preset=$1 targets=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        targets+=("$1")
        shift
    done
    shift || true
    if [ $# -gt 0 ] || [ ! -e ".build/$preset/build.ninja" ]; then
        cmake --preset "$preset" "$@" >".build/$preset.configured" 2>&1 ||
            { cat ".build/$preset.configured" >&2 && return 1; }
    fi
    ninja -C ".build/$preset" -j "$(compilers)" "${targets[@]}"
}

is_new_node() {
    command -v node >/dev/null && command -v npm >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split(".").map(Number)
                 process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' &&
        [ "$(npm --version | cut -d. -f1)" -ge "$npm_wanted" ]
}

# Puts a Node that can build the pages first in PATH; an older one fetches it as a package.
use_node() {
    if [ -x .build/node/node_modules/.bin/node ]; then
        PATH=$PWD/.build/node/node_modules/.bin:$PATH
    fi
    if is_new_node; then return 0; fi
    say "fetching Node $node_wanted for the build (here: $(node --version 2>/dev/null || echo none))"
    mkdir -p .build/node
    npm install --prefix .build/node --no-fund --no-audit --loglevel=error "node@$node_wanted" "npm@$npm_wanted" ||
        return 1
    PATH=$PWD/.build/node/node_modules/.bin:$PATH
    is_new_node || die "Node is still too old: $(node --version)"
}

# One build at a time in this folder; `unlock` before what stays.
lock() {
    mkdir -p .build
    exec 9>.build/lock
    flock -n 9 || { say "waiting for another deploy/run or deploy/test to finish building" && flock 9; }
}
unlock() { exec 9>&-; }

digest_of() { sha256sum "$@" | sha256sum | cut -d' ' -f1; }
is_stamped() { [ -e "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# The pages, from what is written beside them; nothing is done where that has not changed.
build_pages() {
    local modules pages stamp=gateway/web/node_modules/.done # goes when npm ci begins anew
    mkdir -p .build
    modules=$(digest_of gateway/web/package.json gateway/web/package-lock.json gateway/web/.npmrc)
    mapfile -d '' -t files < <(find gateway/web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print0 | sort -z)
    pages=$(digest_of "${files[@]}")
    if ! is_stamped "$stamp" "$modules"; then
        use_node || return 1
        (cd gateway/web && npm ci --loglevel=error) || return 1
        echo "$modules" >"$stamp"
    fi
    if [ ! -e gateway/web/dist/desk/index.html ] || ! is_stamped .build/web.pages "$pages"; then
        use_node || return 1
        (cd gateway/web && npm run --silent build) || return 1
        echo "$pages" >.build/web.pages
    fi
}
