import Foundation

/// Measures the engine by itself; `Benchmarks/run.sh` puts the figures beside those of others.
func usage() -> Never {
  FileHandle.standardError.write(
    Data("usage: enginebench hold PENDING EVENTS gsl|ziggurat\n".utf8))
  exit(64)
}

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "hold":
  let words = Array(arguments.dropFirst())
  guard words.count == 3, let pending = Int(words[0]), let events = Int(words[1]),
    let draws = HoldModel.Draws(rawValue: words[2])
  else { usage() }
  print(HoldModel(pending: pending, events: events).run(draws))
default: usage()
}
