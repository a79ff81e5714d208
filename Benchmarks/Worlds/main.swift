// Replications of a scenario and nothing else: no comparison, no growth curve, no report.
//
//   worldbench FILE [REPLICATIONS]
//
// Prints the processor seconds, the events and the seconds a replication, and a number that changes when any
// figure does.
import CustomerExperience
import Glibc
import ScenarioFiles

guard CommandLine.arguments.count > 1 else {
  print("usage: worldbench FILE [REPLICATIONS]")
  exit(64)
}
let loaded: LoadedScenario
do { loaded = try ScenarioLoader.load(CommandLine.arguments[1]) } catch {
  print(error)
  exit(65)
}
let replications = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 5
let model = try Model(loaded.scenario)

func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

let start = processorSeconds()
var (events, sum) = (0, 0.0)
for number in 1...max(1, replications) {
  let result = try model.settledWorld(seed: 1, replication: number).run(model)
  events += result.events
  sum += result.fates.reduce(0) { $0 + ($1.left.isFinite ? $1.left : 1) }
  sum += result.summary[SeriesKey("profit", "all")] ?? 0
}
let seconds = processorSeconds() - start
print(
  "\(seconds) s, \(events) events, \(seconds / Double(max(1, replications))) s a replication, "
    + "check \(sum)")
