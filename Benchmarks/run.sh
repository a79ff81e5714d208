#!/usr/bin/env bash
# Measures the speed and the memory of cxlab and prints a table.
#
#   Benchmarks/run.sh [REPEATS]      5 unless told; each figure is a median
#
# Needs the built program (make build) and python3. CXLAB names another program to measure.
set -euo pipefail
cd "$(dirname "$0")/.."

repeats=${1:-5}
cxlab=${CXLAB:-.build/release/cxlab}
[ -x "$cxlab" ] || { echo "run.sh: $cxlab is missing: run make build, or set CXLAB" >&2; exit 1; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Runs a command so many times; prints the median of its seconds and the most memory it took, in MiB.
measure() {
  python3 - "$@" <<'PYTHON'
import resource, statistics, subprocess, sys, time
seconds = []
for _ in range(int(sys.argv[1])):
    start = time.monotonic()
    subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
    seconds.append(time.monotonic() - start)
# Linux counts in KiB.
print(statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
PYTHON
}

compute() { python3 -c "print($1)"; }
row() { printf '| %-66s | %10s |\n' "$1" "$2"; }

simulate=("$cxlab" run --no-report --quiet --format json)
broadband=Scenarios/broadband.yaml

row "$(nproc) cores, medians of $repeats" ""
row "---" "---:"

# A replication: five years of settling in, then three years.
read -r seconds memory < <(measure "$repeats" "${simulate[@]}" $broadband --jobs 1 --replications 4)
row "broadband, seconds a replication (5 + 3 years, one core)" "$(compute "f'{$seconds / 4:.2f}'")"
row "broadband, memory, MiB" "$(compute "f'{$memory:.0f}'")"

# The printed number of events is that of the three years, so these are measured without settling in.
plain=("${simulate[@]}" $broadband --set 'clock.settle=0 months' --jobs 1 --replications 8)
events=$("${plain[@]}" | python3 -c 'import json, sys; print(json.load(sys.stdin)["events"])')
read -r seconds _ < <(measure "$repeats" "${plain[@]}")
row "broadband, events a replication (3 years)" "$(compute "f'{$events / 8:,.0f}'")"
row "broadband, million events a second (one core)" "$(compute "f'{$events / $seconds / 1e6:.2f}'")"

read -r one _ < <(measure "$repeats" "${simulate[@]}" $broadband --jobs 1 --replications 8)
read -r two _ < <(measure "$repeats" "${simulate[@]}" $broadband --jobs 2 --replications 8)
row "broadband, --jobs 2 against --jobs 1, times as fast" "$(compute "f'{$one / $two:.2f}'")"

# What a user waits for: 20 replications, the growth curve, tables, charts and the report.
for file in Scenarios/*.yaml; do
  read -r seconds _ < <(measure 1 "$cxlab" run --quiet --out "$out" "$file")
  row "$(basename "$file"), seconds in all, once" "$(compute "f'{$seconds:.1f}'")"
  total=$(compute "${total:-0} + $seconds")
done
row "all scenarios of make run, seconds, once" "$(compute "f'{$total:.0f}'")"

for jobs in 1 2; do
  read -r seconds memory < <(
    measure 1 "${simulate[@]}" Benchmarks/broadband-100k.yaml --jobs $jobs --replications $jobs)
  row "broadband with 100,000 customers, --jobs $jobs, seconds, once" "$(compute "f'{$seconds:.1f}'")"
  row "broadband with 100,000 customers, --jobs $jobs, memory, MiB" "$(compute "f'{$memory:.0f}'")"
done
