import Foundation

/// Measures the engine by itself; `Benchmarks/run.sh` puts the figures beside those of others.
func usage() -> Never {
  let text = """
    usage: enginebench hold PENDING EVENTS gsl|ziggurat
           enginebench line ARRIVALS_A_TIME SERVERS MEAN_PATIENCE CUSTOMERS   (services take 1)

    """
  FileHandle.standardError.write(Data(text.utf8))
  exit(64)
}

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "hold":
  let words = Array(arguments.dropFirst())
  guard words.count == 3, let pending = Int(words[0]), let events = Int(words[1]),
    let draws = HoldModel.Draws(rawValue: words[2])
  else { usage() }
  let result = HoldModel(pending: pending, events: events).run(draws)
  print(
    String(
      format: "%.2f ns an event, %.1f bytes a pending event, ends at %.6f",
      result.nanosecondsPerEvent, result.bytesPerEvent, result.time))
case "line":
  let numbers = arguments.dropFirst().compactMap { Double($0) }
  guard numbers.count == 4 else { usage() }
  let result = WaitingLine(
    arrivalsPerTime: numbers[0], servers: Int(numbers[1]), patience: numbers[2],
    customers: Int(numbers[3])
  ).run()
  print(
    String(
      format: "%.0f customers a second, mean wait %.5f, gave up %.5f", result.customersPerSecond,
      result.meanWait, result.abandoned))
default: usage()
}
