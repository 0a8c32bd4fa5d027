#!/bin/sh
# venv.sh DIR PYTHON REQUIREMENTS: a virtual environment with exactly the pinned, hashed packages; uv where it is present.
set -eu
dir=$1 python=$2 wanted=$3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Chapar needs Python 3.11 or newer; try: make PYTHON=python3.12 run" >&2
    exit 1
}
if command -v uv >/dev/null 2>&1; then
    [ -x "$dir/bin/python" ] || uv venv -q --python "$python" "$dir"
    exec uv pip install -q --python "$dir/bin/python" --require-hashes --only-binary :all: -r "$wanted"
fi
[ -x "$dir/bin/python" ] || "$python" -m venv "$dir"
exec "$dir/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r "$wanted"
