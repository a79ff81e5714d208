import CustomerExperience
import Documents
import Experiments
import ScenarioFiles

extension SweepPlan {
  /// Reads a plan, and makes sure that it is as it was written and for this program's model.
  ///
  /// - Parameters:
  ///   - bytes: The plan's file.
  ///   - path: The file's path, for messages.
  /// - Throws: ``SweepError``.
  public init(_ bytes: [UInt8], path: String) throws(SweepError) {
    self = try Self.read(bytes, path: path).plan
  }

  /// The plan with the SHA-256 of its file.
  static func read(
    _ bytes: [UInt8], path: String
  ) throws(SweepError) -> (plan: SweepPlan, hash: String) {
    try bytes.withUnsafeBufferPointer {
      buffer -> Result<(plan: SweepPlan, hash: String), SweepError> in
      Result { () throws(SweepError) in
        let (lines, hash) = try checkedLines(buffer, path: path)
        return (try SweepPlan(buffer, lines, path: path), hash)
      }
    }.get()
  }

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lines: [Range<Int>], path: String
  ) throws(SweepError) {
    guard let first = lines.first, let header = JSONReader.read(bytes[first]),
      header["cxlab_sweep"]?.int == Self.format, let model = header["model"]?.string
    else {
      throw SweepError(
        "\(path) is not a plan that this version of cxlab reads; plan the sweep again")
    }
    guard model == ModelVersion.current else {
      throw SweepError(
        "\(path) was planned for version \(model) of the model; this program has version "
          + "\(ModelVersion.current), which gives other results: plan the sweep again")
    }
    guard let plan = Self(header: header, model: model) else {
      throw SweepError("\(path): the header of the plan cannot be read; plan the sweep again")
    }
    self = plan
    let readers = experiments.map(PointReader.init)
    var indices: [String: Int] = [:]
    for (number, experiment) in experiments.enumerated() { indices[experiment.name] = number }
    points.reserveCapacity(lines.count)
    for (index, line) in lines.dropFirst().enumerated() {
      let text = UnsafeBufferPointer(rebasing: bytes[line])
      guard
        let point = PointReader.point(
          text, number: index + 1, readers, indices, after: points.last),
        // Nothing has more settings or worlds than points.
        1..<lines.count ~= point.setting, 1..<lines.count ~= point.world
      else {
        throw SweepError("\(path):\(index + 2): this line of the plan cannot be read; plan again")
      }
      points.append(point)
    }
  }

  /// The lines of a plan but the last, which must hold their hash; and the hash of all of it.
  private static func checkedLines(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(SweepError) -> (lines: [Range<Int>], hash: String) {
    var lines: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(start..<index)
      start = index + 1
    }
    guard bytes.starts(with: Self.beginning) else {
      throw SweepError(
        "\(path) is not a plan; cxlab sweep plan makes one of a sweep file")
    }
    guard start == bytes.count, let last = lines.popLast(),
      let json = JSONReader.read(bytes[last]), let hash = json["sha256"]?.string,
      let count = json["points"]?.int
    else {
      throw SweepError(
        "\(path) is not a whole plan: it does not end as one does; plan the sweep again "
          + "(cxlab sweep plan)")
    }
    var sum = SHA256()
    sum.update(UnsafeBufferPointer(rebasing: bytes[..<last.lowerBound]))
    guard sum.hex == hash, count == lines.count - 1 else {
      throw SweepError(
        "\(path) was changed after it was written; a plan is never edited: change the sweep file and "
          + "plan again (cxlab sweep plan)")
    }
    sum.update(UnsafeBufferPointer(rebasing: bytes[last.lowerBound...]))
    return (lines, sum.hex)
  }

  private init?(header: ReadJSON, model: String) {
    guard let title = header["title"]?.string, let about = header["about"]?.string,
      let stem = header["stem"]?.string, let seed = header["seed"]?.unsigned,
      let replications = header["replications"]?.int, 1...Self.mostReplications ~= replications,
      let outcomes = header["outcomes"]?.items, let experiments = header["experiments"]?.items,
      let scenario = header["scenario"]?.string, let files = header["files"]?.items
    else { return nil }
    self.init(
      modelVersion: model, title: title, about: about, stem: stem, seed: seed,
      replications: replications,
      outcomes: outcomes.compactMap { json in
        guard let metric = json["metric"]?.string, let subject = json["subject"]?.string else {
          return nil
        }
        return SeriesKey(metric, subject)
      },
      experiments: experiments.compactMap { json in
        json["name"]?.string.map {
          Experiment(
            name: $0, levers: Self.factors(json["levers"]),
            uncertainties: Self.factors(json["uncertainties"]))
        }
      }, scenarioPath: scenario,
      files: files.compactMap { json in
        guard let path = json["path"]?.string, let text = json["text"]?.string else { return nil }
        return InputFile(path: path, bytes: Array(text.utf8))
      }, points: [])
    guard self.outcomes.count == outcomes.count, self.experiments.count == experiments.count,
      self.files.count == files.count
    else { return nil }
  }

  private static func factors(_ json: ReadJSON?) -> [Factor] {
    (json?.items ?? []).compactMap { item in
      guard let path = item["key"]?.string, let base = item["scenario"]?.string else { return nil }
      return Factor(
        path: path, base: base, levels: (item["values"]?.items ?? []).compactMap(\.string),
        law: item["law"]?.string)
    }
  }
}

/// Reads the points of an experiment in the form in which plans are written.
private struct PointReader {
  /// The keys of its levers and uncertainties as a line has them, with their quotes and colon.
  let levers: [[UInt8]]
  let uncertainties: [[UInt8]]

  init(_ experiment: SweepPlan.Experiment) {
    func keys(_ factors: [SweepPlan.Factor]) -> [[UInt8]] {
      factors.map { factor in
        var key: [UInt8] = []
        JSONLine.quote(factor.path, into: &key)
        return key + [0x3A]
      }
    }
    (levers, uncertainties) = (keys(experiment.levers), keys(experiment.uncertainties))
  }

  /// The point of a line; nil where it has another form or another number.
  static func point(
    _ line: UnsafeBufferPointer<UInt8>, number: Int, _ readers: [PointReader],
    _ indices: [String: Int], after last: SweepPlan.Point?
  ) -> SweepPlan.Point? {
    var json = JSONReader(bytes: line)
    guard json.word(#"{"point":"#), json.whole() == number,
      json.word(#","experiment":"#), let name = json.string(), let experiment = indices[name],
      json.word(#","setting":"#), let setting = json.whole(),
      json.word(#","world":"#), let world = json.whole(),
      json.word(#","set":"#), let set = values(of: readers[experiment].levers, &json),
      json.word(#","uncertain":"#),
      var uncertain = values(of: readers[experiment].uncertainties, &json),
      json.word("}"), json.isAtEnd
    else { return nil }
    // Points of one world share their values.
    if let last, last.uncertain == uncertain { uncertain = last.uncertain }
    return SweepPlan.Point(
      experiment: experiment, setting: setting, world: world, set: set, uncertain: uncertain)
  }

  /// Values by factor; the plan writes them in the factors' order and leaves out what stays.
  private static func values(of keys: [[UInt8]], _ json: inout JSONReader) -> [String?]? {
    guard json.word("{") else { return nil }
    var values: [String?] = []
    values.reserveCapacity(keys.count)
    var isFirst = true
    for key in keys {
      let before = json
      guard isFirst || json.word(","), json.word(key) else {
        json = before
        values.append(nil)
        continue
      }
      guard let value = json.string() else { return nil }
      values.append(value)
      isFirst = false
    }
    return json.word("}") ? values : nil
  }
}
