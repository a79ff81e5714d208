#!/usr/bin/env bash
# Fuzzes the parsers of files that may come from strangers, with coverage (libFuzzer) and the address sanitizer:
# scenarios, the values of --set, sweeps, plans and the lines of work files.
#
#   Tests/Fuzz/run.sh [SECONDS]     seconds for each parser (default 60)
#
# It starts from the scenarios and sweeps that come with the program. An input that breaks a parser is kept in
# .build/fuzz/found, and the exit status is then not 0.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
work=$PWD/.build/fuzz
program=.build/release/cxlab
[ -x "$program" ] || { echo "fuzz: build the program first (make build)" >&2; exit 1; }

echo "fuzz: building the parsers with coverage and the address sanitizer"
CXLAB_FUZZ=1 swift build -c release --scratch-path "$work/build" --product fuzz \
  -Xswiftc -enable-testing -Xswiftc -parse-as-library -Xswiftc -sanitize=fuzzer,address \
  -Xcc -fsanitize=fuzzer-no-link,address -Xswiftc -use-ld=lld
fuzzer=$work/build/release/fuzz

mkdir -p "$work"/{found,folder} "$work"/corpus/{scenario,setting,sweep,plan,work}
cp Scenarios/first-steps.yaml "$work/folder/base.yaml"
cp Scenarios/first-steps.yaml Scenarios/broadband.yaml "$work/folder/"
for file in Scenarios/*.yaml Scenarios/validation/*.yaml; do
  cp "$file" "$work/corpus/scenario/"
done
for file in Scenarios/sweeps/*.yaml; do
  sed 's|^scenario: ../|scenario: |' "$file" > "$work/corpus/sweep/$(basename "$file")"
done
printf %s 'teams.baristas.staff=4' > "$work/corpus/setting/number"
printf %s 'plan=[{at: month 2, set: {quality.mean: 70}}]' > "$work/corpus/setting/plan"
printf %s 'customers.segments.regulars.patience=lognormal 5 min cv 0.6' > "$work/corpus/setting/law"
"$program" sweep plan Scenarios/sweeps/training.yaml --out "$work/plans" > /dev/null
# Without its last line, which the fuzzer adds with the hash that belongs to it; and not every point.
sed '$d' "$work/plans/training/plan.jsonl" | head -4 > "$work/corpus/plan/training"
zeros=$(printf '0%.0s' {1..64})
printf '{"plan":"%s","point":1,"outcomes":[[5,0.5,0.01],[1,2.5e3,null]]' "$zeros" > "$work/corpus/work/measured"
printf '{"plan":"%s","point":2,"failed":"no such team"' "$zeros" > "$work/corpus/work/failed"

export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 CXLAB_FUZZ_FOLDER=$work/folder
status=0
for parser in scenario setting sweep plan work; do
  echo "fuzz: $parser, $seconds s"
  CXLAB_FUZZ_PARSER=$parser timeout $((seconds + 60)) "$fuzzer" "$work/corpus/$parser" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$work/found/$parser-" > "$work/$parser.log" 2>&1 || status=1
  grep -E 'number_of_executed_units|new_units_added|ERROR|SUMMARY|Fatal error|Test unit' \
    "$work/$parser.log" || true
done
[ $status -eq 0 ] || echo "fuzz: something was found; inputs in $work/found" >&2
exit $status
