#!/usr/bin/env bash
# Renews the two lock files. Needs uv; nobody needs it to run Kernespor.
# Hashes, no addresses: the locks install from any mirror, on any platform the wheels cover.
set -euo pipefail
cd "$(dirname "$0")"
for name in requirements requirements-dev; do
    uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade \
        "$name.in" --output-file "../$name.txt"
done
