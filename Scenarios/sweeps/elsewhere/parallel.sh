#!/usr/bin/env bash
# Runs a sweep with GNU parallel (apt: parallel), on this machine or on several that share a folder.
#
#   cxlab sweep plan Scenarios/sweeps/training.yaml
#   Scenarios/sweeps/elsewhere/parallel.sh Outputs/training/plan.jsonl [SHARDS [OPTION ...]]
#
# SHARDS is the number of workers that share the points out (a core each; as many as there are cores
# here, unless told). All further words go to parallel:
#
#   parallel.sh PLAN 64 --jobs 50%                  half the cores of this machine
#   parallel.sh PLAN 64 --sshloginfile nodes.txt    machines that see PLAN and cxlab at the same path
#
# The same command again goes on from what was done. CXLAB names the program, where it is not on the
# path.
set -euo pipefail
[ $# -gt 0 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 64; }
command -v parallel >/dev/null ||
  { echo "parallel.sh: please install GNU parallel (apt: parallel)" >&2; exit 1; }
cxlab=$(command -v "${CXLAB:-cxlab}") ||
  { echo "parallel.sh: ${CXLAB:-cxlab} is not on the path; set CXLAB to the program" >&2; exit 1; }
# Elsewhere there is another current folder, so every path is whole.
cxlab=$(realpath "$cxlab")
plan=$(realpath -e "$1")
shards=${2:-$(nproc)}
shift $(($# < 2 ? $# : 2))

# A worker that is lost with its machine is started again, on another one where there is one. Whatever
# becomes of the workers, gather has the last word: it says what is missing.
seq "$shards" |
  parallel --quote --retries 3 --line-buffer "$@" \
    "$cxlab" sweep work --plan "$plan" --shard "{}/$shards" --jobs 1 || true
exec "$cxlab" sweep gather --plan "$plan"
