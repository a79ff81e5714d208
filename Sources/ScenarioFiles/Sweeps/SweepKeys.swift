import CustomerExperience

/// The one declaration of a key of sweep files: reading, the reference and the JSON Schema use it.
struct SweepKey: Sendable {
  /// What its value looks like.
  enum Form: Sendable {
    case text, path, factors, laws, outcomes, design, rows, experiments
    case whole(ClosedRange<Int>)
    case seed
  }

  let name: String
  let form: Form
  let help: String
  var required = false

  /// What is varied: at the top of a file, or in each of its experiments.
  static let varied: [SweepKey] = [
    SweepKey(
      name: "levers", form: .factors,
      help:
        "What a manager sets, from the first day on. KEY: [VALUE, ...] or KEY: {from: ..., to: ..., "
        + "steps: N}; steps is how many values (by default each whole number, else 5). Without levers, "
        + "uncertainties and points, the scenario's own levers serve."),
    SweepKey(
      name: "uncertainties", form: .laws,
      help: "What the world does, and has always done: it settles under them. KEY: a law, such as "
        + "'triangular £25/month to £29/month to £33/month', {from: ..., to: ...} or [VALUE, ...]; or "
        + "the word 'plausible' for the key's plausible range (cxlab explain KEY), most likely what the "
        + "scenario says. 'others: plausible' stands for all keys that have such a range and are not "
        + "named, 'uncertainties: plausible' for all that are no levers; keys of sections that the "
        + "scenario lacks, or that do nothing under its relationship, are left out."),
    SweepKey(
      name: "design", form: .design,
      help:
        "How values are combined: list, full-factorial, latin-hypercube, sobol or one-at-a-time; of "
        + "levers, or {levers: DESIGN, uncertainties: DESIGN, points: N}. Every lever setting meets "
        + "every sampled world. Defaults: levers full-factorial (list with points), uncertainties "
        + "latin-hypercube (list with worlds), points 32."),
    SweepKey(
      name: "points", form: .rows,
      help:
        "The rows of a list of lever settings: [{KEY: VALUE, ...}, ...]; a key that a row leaves out "
        + "is as in the scenario."),
    SweepKey(
      name: "worlds", form: .rows, help: "The rows of a list of worlds, in the same form."),
  ]

  /// At the top of a file.
  static let file: [SweepKey] =
    [
      SweepKey(name: "title", form: .text, help: "The title; by default the scenario's."),
      SweepKey(name: "about", form: .text, help: "The question, in a sentence or two."),
      SweepKey(
        name: "scenario", form: .path, help: "The scenario file, relative to this one.",
        required: true),
    ] + varied + [
      SweepKey(
        name: "outcomes", form: .outcomes,
        help: "What is asked of each point: ids of metrics (cxlab explain --metrics), about all "
          + "customers, or {metric: mean_wait, subject: team:first-line}.", required: true),
      SweepKey(
        name: "replications", form: .whole(1...100_000),
        help: "Replications a point, default 20; --replications wins."),
      SweepKey(name: "seed", form: .seed, help: "The seed, default 1; --seed wins."),
      SweepKey(
        name: "experiments", form: .experiments,
        help:
          "Sub-experiments under names of your own, which are not crossed with one another: each has "
          + "levers, uncertainties, design, points and worlds of its own."),
    ]

  /// The words for designs.
  static let designs = ["list", "full-factorial", "latin-hypercube", "sobol", "one-at-a-time"]
}

/// The reference of sweep files.
public enum SweepReference {
  /// Every key with what it means, in lines of at most 100 characters.
  public static var text: String {
    let width = (SweepKey.file.map(\.name.count).max() ?? 0) + 2
    return SweepKey.file.map { key in
      let name = key.name + String(repeating: " ", count: width - key.name.count)
      return wrapped(
        name + key.help + (key.required ? " Every sweep gives it." : ""), indent: width)
    }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > 100 {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
