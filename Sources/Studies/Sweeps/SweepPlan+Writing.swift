import CustomerExperience
import Documents
import ScenarioFiles

extension SweepPlan {
  /// The version of the form in which plans are written.
  static let format = 1
  /// How every plan begins, of whichever form.
  static let beginning = Array(#"{"cxlab_sweep":"#.utf8)

  /// The plan as lines of JSON: a header, a line a point, and a last line with the hash of all before.
  ///
  /// The same sweep gives the same bytes.
  public func bytes() -> [UInt8] { encoded().bytes }

  /// The plan's bytes with their SHA-256.
  func encoded() -> (bytes: [UInt8], hash: String) {
    var out = JSONLine()
    out.reserve(points.count * 300 + 1 << 16)
    header(to: &out)
    for (index, point) in points.enumerated() { write(point, number: index + 1, to: &out) }
    // The hash of the whole goes on from that of all but the last line.
    var hash = SHA256()
    let start = out.bytes.count
    hash.update(out.bytes)
    out.open()
    out.member("points", points.count)
    out.member("sha256", hash.hex)
    out.close()
    out.endLine()
    hash.update(Array(out.bytes[start...]))
    return (out.bytes, hash.hex)
  }

  private func header(to line: inout JSONLine) {
    line.open()
    line.member("cxlab_sweep", Self.format)
    line.member("model", modelVersion)
    line.member("title", title)
    line.member("about", about)
    line.member("stem", stem)
    line.key("seed")
    line.value(seed)
    line.member("replications", replications)
    line.key("outcomes")
    line.openArray()
    for outcome in outcomes {
      line.open()
      line.member("metric", outcome.metric)
      line.member("subject", outcome.subject)
      line.close()
    }
    line.closeArray()
    line.key("experiments")
    line.openArray()
    for experiment in experiments {
      line.open()
      line.member("name", experiment.name)
      Self.write(experiment.levers, named: "levers", to: &line)
      Self.write(experiment.uncertainties, named: "uncertainties", to: &line)
      line.close()
    }
    line.closeArray()
    line.member("scenario", scenarioPath)
    line.key("files")
    line.openArray()
    for file in files {
      line.open()
      line.member("path", file.path)
      line.member("sha256", SHA256.hex(file.bytes))
      line.member("text", String(decoding: file.bytes, as: UTF8.self))
      line.close()
    }
    line.closeArray()
    line.close()
    line.endLine()
  }

  private static func write(_ factors: [Factor], named name: String, to line: inout JSONLine) {
    line.key(name)
    line.openArray()
    for factor in factors {
      line.open()
      line.member("key", factor.path)
      line.member("scenario", factor.base)
      if !factor.levels.isEmpty {
        line.key("values")
        line.openArray()
        for level in factor.levels { line.value(level) }
        line.closeArray()
      }
      if let law = factor.law { line.member("law", law) }
      line.close()
    }
    line.closeArray()
  }

  private func write(_ point: Point, number: Int, to line: inout JSONLine) {
    let experiment = experiments[point.experiment]
    line.open()
    line.member("point", number)
    line.member("experiment", experiment.name)
    line.member("setting", point.setting)
    line.member("world", point.world)
    Self.write(experiment.levers, point.set, named: "set", to: &line)
    Self.write(experiment.uncertainties, point.uncertain, named: "uncertain", to: &line)
    line.close()
    line.endLine()
  }

  private static func write(
    _ factors: [Factor], _ values: [String?], named name: String, to line: inout JSONLine
  ) {
    line.key(name)
    line.open()
    for (factor, value) in zip(factors, values) {
      if let value { line.member(factor.path, value) }
    }
    line.close()
  }
}
