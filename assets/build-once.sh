#!/bin/sh
# Bundles the editor when the lock file or its source is newer than the bundle; without a network the desk works without.
# Usage: assets/build-once.sh FOLDER
here=$(dirname "$0")
bundle=$1/codemirror.js
if [ -f "$bundle" ] && [ "$bundle" -nt "$here/../package-lock.json" ] && [ "$bundle" -nt "$here/codemirror.js" ]; then
  exit 0
fi
sh "$here/build.sh" "$1" || echo "编辑器增强组件未能安装，先用普通文本框；联网后运行 make assets。" >&2
