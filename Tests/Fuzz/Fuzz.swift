import Documents
import Foundation
import ScenarioFiles

@testable import Studies

// What libFuzzer calls with every input that it makes up; see run.sh, and Makefile's target `fuzz`. A parser may
// refuse an input, in words; it may not crash, hang or use up the memory.

/// libFuzzer's main function.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ tryOne: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Hands over to libFuzzer: an executable of the package manager has a main function of its own.
@main
enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var words = CommandLine.unsafeArgv
    exit(runDriver(&count, &words) { tryOneInput($0, $1) })
  }
}

/// The parser that is tried: `scenario`, `setting`, `sweep`, `plan` or `work`.
private let parser = FileSystem.environment("CXLAB_FUZZ_PARSER") ?? "scenario"

/// A folder for parsers that read files.
private let folder = FileSystem.environment("CXLAB_FUZZ_FOLDER") ?? "."

/// The scenario that settings change.
private let base = FileSystem.read(folder + "/base.yaml") ?? []

/// Tries one input.
private func tryOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  switch parser {
  case "setting": trySetting(bytes)
  case "sweep": trySweep(bytes)
  case "plan": tryPlan(bytes)
  case "work": tryWork(bytes)
  default: tryScenario(bytes, settings: [])
  }
  return 0
}

private func tryScenario(_ bytes: [UInt8], settings: [String]) {
  guard let file = InputFile(path: "fuzz.yaml", bytes: bytes) else { return }
  do {
    let loaded = try ScenarioLoader.load("fuzz.yaml", settings: settings, from: [file])
    // What was read is written, and read again as the same.
    let text = ResolvedScenario.text(of: loaded)
    guard let again = InputFile(path: "again.yaml", bytes: Array(text.utf8)) else {
      fatalError("what was written is no text")
    }
    let second = try ScenarioLoader.load("again.yaml", from: [again])
    precondition(
      ScenarioComparison.changes(from: loaded.scenario, to: second.scenario).isEmpty,
      "what was written reads as something else")
  } catch {
    precondition(!error.rendered().isEmpty, "an error without words")
  }
}

private func trySetting(_ bytes: [UInt8]) {
  guard let text = String(validating: bytes, as: UTF8.self),
    let file = InputFile(path: "base.yaml", bytes: base)
  else { return }
  do {
    _ = try ScenarioLoader.load("base.yaml", settings: [text], from: [file])
  } catch {
    precondition(!error.rendered().isEmpty, "an error without words")
  }
}

private func trySweep(_ bytes: [UInt8]) {
  let path = folder + "/sweep.yaml"
  guard (try? FileSystem.write(bytes, to: path)) != nil else { return }
  do {
    let sweep = try SweepLoader.load(path)
    if sweep.experiments.count < 4 { _ = try? SweepPlanner.plan(sweep, replications: 1) }
  } catch {
    precondition(!error.rendered().isEmpty, "an error without words")
  }
}

/// The fuzzer cannot guess a hash: the last line is made to fit.
private func tryPlan(_ bytes: [UInt8]) {
  var body = bytes
  if body.last != 0x0A { body.append(0x0A) }
  let points = body.count { $0 == 0x0A } - 1
  let end = "{\"points\":\(points),\"sha256\":\"\(SHA256.hex(body))\"}\n"
  do {
    let plan = try SweepPlan(body + Array(end.utf8), path: "plan.jsonl")
    _ = plan.encoded()
  } catch {
    precondition(!error.description.isEmpty, "an error without words")
  }
}

/// Lines of a work file, each with the checksum that belongs to it.
private func tryWork(_ bytes: [UInt8]) {
  let start = SweepRecord.start(of: String(repeating: "0", count: 64))
  for line in bytes.split(separator: 0x0A) {
    let check = SHA256.hex(Array(line)).prefix(16)
    let whole = line + Array(",\"check\":\"\(check)\"}".utf8)
    whole.withUnsafeBufferPointer { buffer in
      guard
        let record = try? SweepRecord(buffer, start: start, outcomes: 2, replications: 5)
      else { return }
      _ = record.line(plan: String(repeating: "0", count: 64))
    }
  }
}
