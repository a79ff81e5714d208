#!/usr/bin/env bash
# Runs a sweep with the files in Scenarios/sweeps/elsewhere, and compares what is gathered, byte for
# byte, with the same sweep run by one command.
#
#   Tests/Cluster/test-elsewhere.sh
#
# GNU parallel is run as it is (it has to be installed). Of the Kubernetes job it is the pods' command
# that is run, once for each index, as the pods' shell would. Needs the built program (make build);
# CXLAB names another one.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
elsewhere=$here/../../Scenarios/sweeps/elsewhere
CXLAB=$(realpath -e "${CXLAB:-$here/../../.build/release/cxlab}") ||
  { echo "test-elsewhere: the program is missing: run make build, or set CXLAB" >&2; exit 1; }
export CXLAB
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$here/shop.yaml" "$here/shop-sweep.yaml" .

compare() {
  local file
  for file in results.csv results.sqlite; do
    cmp "local/shop-sweep/$file" "$1/shop-sweep/$file"
  done
  echo "$1: the same bytes"
}
plan() { "$CXLAB" sweep plan shop-sweep.yaml --replications 2 --out "$1" >/dev/null; }

"$CXLAB" sweep run shop-sweep.yaml --replications 2 --out local >/dev/null

plan parallel
"$elsewhere/parallel.sh" parallel/shop-sweep/plan.jsonl 5 --jobs 2 >/dev/null
compare parallel

plan kubernetes
mkdir bin
ln -s "$CXLAB" bin/cxlab
command=$(sed -n 's/^ *- \(exec cxlab sweep work\)/\1/p' "$elsewhere/kubernetes-work.yaml")
shards=$(sed -n 's/.*name: SHARDS, value: "\([0-9]*\)".*/\1/p' "$elsewhere/kubernetes-work.yaml")
if [ -z "$command" ] || ! grep -q "^  completions: $shards\$" "$elsewhere/kubernetes-work.yaml"; then
  echo "test-elsewhere: the job has changed its shape" >&2
  exit 1
fi
for ((index = 0; index < shards; index++)); do
  JOB_COMPLETION_INDEX=$index SHARDS=$shards PLAN=kubernetes/shop-sweep/plan.jsonl \
    PATH=$work/bin:$PATH sh -c "$command" >/dev/null
done
"$CXLAB" sweep gather --plan kubernetes/shop-sweep/plan.jsonl >/dev/null
compare kubernetes
