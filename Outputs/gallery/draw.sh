#!/usr/bin/env bash
# Draws the gallery again, from real runs. Needs the built program and the chart package (make build setup).
set -euo pipefail
cd "$(dirname "$0")/../.."

cxlab=${CXLAB:-.build/release/cxlab}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

"$cxlab" run --quiet --out "$out" Scenarios/broadband.yaml > /dev/null
"$cxlab" compare --quiet --out "$out" Scenarios/broadband.yaml Scenarios/broadband-training.yaml \
  --set teams.first-line.staff=6 > /dev/null

gallery=Outputs/gallery
cp "$out/broadband/charts/retention.svg" $gallery/broadband-retention.svg
cp "$out/broadband/charts/growth.svg" $gallery/broadband-satisfaction-to-sales-growth.svg
cp "$out"/broadband-vs-*/charts/difference_retention.svg $gallery/training-or-one-more-agent-retention.svg
cp "$out"/broadband-vs-*/charts/differences.svg $gallery/training-or-one-more-agent-differences.svg
