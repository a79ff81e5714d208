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

# Runs a command so many times; prints the medians of its seconds and of its processor seconds, and the
# most memory it took, in MiB. Processor seconds are what other work on the machine disturbs least.
measure() {
  python3 - "$@" <<'PYTHON'
import resource, statistics, subprocess, sys, time

def children():
    return resource.getrusage(resource.RUSAGE_CHILDREN)

def processor():
    return children().ru_utime + children().ru_stime

seconds, busy = [], []
for _ in range(int(sys.argv[1])):
    start, before = time.monotonic(), processor()
    subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
    seconds.append(time.monotonic() - start)
    busy.append(processor() - before)
# Linux counts memory in KiB.
print(statistics.median(seconds), statistics.median(busy), children().ru_maxrss / 1024)
PYTHON
}

compute() { python3 -c "print($1)"; }
row() { printf '| %-66s | %10s |\n' "$1" "$2"; }

simulate=("$cxlab" run --no-report --quiet --format json)
broadband=Scenarios/broadband.yaml

row "$(nproc) cores, medians of $repeats" ""
row "---" "---:"

# A replication: five years of settling in, then three years.
read -r _ busy memory < <(measure "$repeats" "${simulate[@]}" $broadband --jobs 1 --replications 4)
row "broadband, a replication of 5 + 3 years, processor seconds" "$(compute "f'{$busy / 4:.2f}'")"
row "broadband, memory, MiB" "$(compute "f'{$memory:.0f}'")"

# The number of events that is printed is that of the three years, so there is no settling in here.
plain=("${simulate[@]}" $broadband --set 'clock.settle=0 months' --jobs 1 --replications 8)
events=$("${plain[@]}" | python3 -c 'import json, sys; print(json.load(sys.stdin)["events"])')
read -r _ busy _ < <(measure "$repeats" "${plain[@]}")
row "broadband, events of 3 years, thousands" "$(compute "f'{$events / 8 / 1e3:.0f}'")"
row "broadband, million events a processor second" "$(compute "f'{$events / $busy / 1e6:.2f}'")"

read -r one _ < <(measure "$repeats" "${simulate[@]}" $broadband --jobs 1 --replications 8)
read -r two _ < <(measure "$repeats" "${simulate[@]}" $broadband --jobs 2 --replications 8)
row "broadband, --jobs 2 against --jobs 1, times as fast" "$(compute "f'{$one / $two:.2f}'")"

# What a user waits for: 20 replications, the growth curve, tables, charts and the report.
total=0
for file in Scenarios/*.yaml; do
  read -r seconds _ < <(measure 1 "$cxlab" run --quiet --out "$out" "$file")
  row "$(basename "$file"), whole run, seconds, once" "$(compute "f'{$seconds:.0f}'")"
  total=$(compute "$total + $seconds")
done
row "all scenarios that make run runs, seconds, once" "$(compute "f'{$total:.0f}'")"

for jobs in 1 2; do
  read -r seconds _ memory < <(
    measure 1 "${simulate[@]}" Benchmarks/broadband-100k.yaml --jobs $jobs --replications $jobs)
  row "broadband times 20 (100,000 customers), --jobs $jobs, seconds, once" \
    "$(compute "f'{$seconds:.0f}'")"
  row "broadband times 20 (100,000 customers), --jobs $jobs, memory, MiB" \
    "$(compute "f'{$memory:.0f}'")"
done
