import CustomerExperience
import ScenarioFiles

extension SweepPlan {
  /// The version of the form in which plans are written.
  static let format = 1

  /// The plan as lines of JSON: a header, a line a point, and a last line with the hash of all before.
  ///
  /// The same sweep gives the same bytes.
  public func bytes() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(points.count * 160 + 1 << 16)
    header(into: &out)
    for (index, point) in points.enumerated() { line(of: point, number: index + 1, into: &out) }
    var last = JSONLine()
    last.open()
    last.member("points", points.count)
    last.member("sha256", SHA256.hex(out))
    last.close()
    out += last.bytes
    out.append(0x0A)
    return out
  }

  private func header(into out: inout [UInt8]) {
    var line = JSONLine()
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
    out += line.bytes
    out.append(0x0A)
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

  private func line(of point: Point, number: Int, into out: inout [UInt8]) {
    let experiment = experiments[point.experiment]
    var line = JSONLine()
    line.open()
    line.member("point", number)
    line.member("experiment", experiment.name)
    line.member("setting", point.setting)
    line.member("world", point.world)
    Self.write(experiment.levers, point.set, named: "set", to: &line)
    Self.write(experiment.uncertainties, point.uncertain, named: "uncertain", to: &line)
    line.close()
    out += line.bytes
    out.append(0x0A)
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
