#!/usr/bin/env bash
# Tests the lab in a real browser, and its server from outside.
#
#   make test-page           or: Tests/Page/run.sh [TEST ...]      such as: test_page.Levers
#
# Needs the built program (make build); CXLAB names another one. Installs what is missing: Chromium and
# its driver (Debian and its kin: apt, as root or through sudo), and Selenium, Schemathesis and axe-core in
# the virtual environment (VENV, default .venv). Everything runs on this machine and is stopped at the end.
# Exit status: 0 where all passed, 77 where Chromium cannot be installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$(realpath -m "${VENV:-$root/.venv}")
began=$SECONDS

say() { echo "test-page: $*" >&2; }
skip() {
  say "$1"
  echo "SKIPPED: Chromium cannot be installed here"
  exit 77
}

CXLAB=$(realpath -e "${CXLAB:-$root/.build/release/cxlab}") ||
  { say "the program is missing: run make build, or set CXLAB"; exit 1; }
export CXLAB

has_chromium() {
  command -v chromedriver >/dev/null && { command -v chromium || command -v chromium-browser; } >/dev/null
}

if ! has_chromium; then
  command -v apt-get >/dev/null || skip "please install Chromium and its driver (without apt, only you know how)"
  sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || skip "please install them first: sudo apt-get install chromium chromium-driver"
    sudo=(sudo -n)
  fi
  say "installing chromium and chromium-driver with apt"
  log=$(mktemp)
  # Somebody else may be installing something.
  "${sudo[@]}" apt-get update -q >"$log" 2>&1 &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
      -o DPkg::Lock::Timeout=300 chromium chromium-driver >>"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; rm -f "$log"; skip "apt cannot install them"; }
  rm -f "$log"
  has_chromium || skip "they are not where programs are after installing"
fi

python=$venv/bin/python
has_packages() {
  "$python" -c 'import importlib.util as packages, sys
sys.exit(not all(map(packages.find_spec, ("selenium", "schemathesis", "axe_playwright_python"))))' 2>/dev/null
}
if ! has_packages; then
  say "installing selenium, schemathesis and axe-core in $venv"
  [ -x "$python" ] || python3 -m venv "$venv"
  "$python" -m pip install --quiet --disable-pip-version-check 'selenium>=4.30,<5' 'schemathesis>=4.30,<5'
  # Only for the axe-core in it; what it needs to drive another browser is not.
  "$python" -m pip install --quiet --disable-pip-version-check --no-deps 'axe-playwright-python>=0.1.8,<0.2'
fi

cd "$here"
export CXLAB_VENV="$venv" PYTHONDONTWRITEBYTECODE=1
status=0
"$python" -m unittest "${@:-discover}" || status=$?
if [ "$status" -eq 0 ]; then
  echo "PASS: the lab in a browser and from outside, in $((SECONDS - began)) s"
else
  echo "FAIL (status $status)"
fi
exit "$status"
