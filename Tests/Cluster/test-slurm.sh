#!/usr/bin/env bash
# Runs a sweep on a Slurm cluster that loses a node in the middle, and compares what is gathered, byte
# for byte, with the same sweep run on this machine alone.
#
#   make test-slurm          or: Tests/Cluster/test-slurm.sh
#
# Needs the built program (make build); CXLAB names another one. The cluster is that of onebox.sh, which
# installs Slurm where it is missing. Exit status: 0 where it passed, 77 where Slurm cannot be installed.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=onebox.sh
source "$here/onebox.sh"

cxlab=$(realpath -e "${CXLAB:-$here/../../.build/release/cxlab}") ||
  { echo "test-slurm: the program is missing: run make build, or set CXLAB" >&2; exit 1; }
victim=n2     # the node that is lost
began=$SECONDS
work=
submitted=    # the process that submits and watches

# A path with what shells and Slurm take for something else.
prepare() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/test-slurm.XXXXXX")
  home="$work/Ada's sweeps #1"
  mkdir "$home"
  cp "$here/shop.yaml" "$here/shop-sweep.yaml" "$home"
  plan="$home/cluster/shop-sweep/plan.jsonl"
}

finish() {
  local status=$?
  # Nothing of what is stopped here is news to whoever reads this.
  {
    [ -z "$submitted" ] || kill "$submitted"
    cluster_stop
    [ -z "$submitted" ] || wait "$submitted"
    [ -z "$work" ] || rm -rf "$work"
  } 2>/dev/null
  if [ "$status" -eq 0 ]; then
    echo "PASS: the same bytes with a node lost on the way, in $((SECONDS - began)) s"
  elif [ "$status" -eq 77 ]; then
    echo "SKIPPED: Slurm cannot be installed here"
  else
    echo "FAIL (status $status)"
  fi
  exit "$status"
}

say() { printf '%4d s  %s\n' $((SECONDS - began)) "$*"; }
fail() {
  say "FAILED: $1"
  [ ! -s "$work/submit.log" ] || sed 's/^/        submit: /' "$work/submit.log"
  squeue -h -r -o '        queue: %i %T %r' 2>/dev/null
  exit 1
}

# Whether the task that runs on the node is in the middle of its work: some of its points are done.
node_is_in_the_middle() {
  local shard
  shard=$(squeue -h -r -t RUNNING -w "$victim" -o %K 2>/dev/null) || return 1
  [ -n "$shard" ] && grep -qs . "${plan%/*}"/work-*/shard-"$shard"-of-*
}

# Slurm lets a task wait two minutes before it is started again; here it need not. Others are told that
# a node was lost only by this.
start_again_at_once() {
  local job
  for job in $(squeue -h -r -t PENDING -o '%i %r' 2>/dev/null | awk '$2 == "BeginTime" {print $1}'); do
    scontrol update jobid="$job" StartTime=now 2>/dev/null
  done
}

submit_has_ended() {
  start_again_at_once
  ! kill -0 "$submitted" 2>/dev/null
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

prepare
cluster_start || exit
cd "$home" || exit 1

"$cxlab" sweep plan shop-sweep.yaml --out cluster >"$work/plan.log" 2>&1 ||
  { cat "$work/plan.log"; fail "the sweep was not planned"; }
say "planned: $(head -n 1 "$work/plan.log")"

"$cxlab" sweep submit --plan "$plan" --engine slurm --tasks 6 >"$work/submit.log" 2>&1 &
submitted=$!
cluster_wait 40 node_is_in_the_middle || fail "no work was seen on $victim"
cluster_kill_node "$victim"
say "$victim was killed in the middle of its work"

# While the cluster finds out.
"$cxlab" sweep run shop-sweep.yaml --out local >"$work/run.log" 2>&1 ||
  { cat "$work/run.log"; fail "the sweep did not run locally"; }
say "the same sweep has run on this machine alone"

cluster_wait 120 submit_has_ended || fail "the sweep did not end on the cluster"
wait "$submitted"
status=$?
submitted=
[ "$status" -eq 0 ] || fail "submit ended with status $status"
restarted=$(scontrol show job 2>/dev/null | grep -c 'Restarts=[1-9]')
[ "$restarted" -gt 0 ] || fail "no task was started again: the node's death went unnoticed"
say "the sweep has ended on two nodes; tasks started again: $restarted"

for file in results.csv results.sqlite; do
  [ -s "local/shop-sweep/$file" ] || fail "$file is missing"
  cmp "local/shop-sweep/$file" "cluster/shop-sweep/$file" || fail "$file differs"
done
say "results.csv ($(($(wc -l <local/shop-sweep/results.csv) - 1)) rows) and results.sqlite are the same"
