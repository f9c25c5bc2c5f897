# Sourced by the other scripts: makes .venv from the hashed lock file when either is new, and puts it first in PATH.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stamp="$root/.venv/made-from"
wanted=$(cat "$root/requirements.lock" "$root/pyproject.toml" | python3 -c 'import hashlib,sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
  echo "Making .venv from requirements.lock ..." >&2
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "stdkg needs Python 3.11 or newer, this is " + sys.version.split()[0])'
  python3 -m venv "$root/.venv"
  "$root/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$root/requirements.lock"
  "$root/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e "$root"
  echo "$wanted" >"$stamp"
fi
export PATH="$root/.venv/bin:$PATH"
