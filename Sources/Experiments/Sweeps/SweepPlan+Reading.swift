import CustomerExperience
import ScenarioFiles

extension SweepPlan {
  /// Reads a plan, and makes sure that it is as it was written and for this program's model.
  ///
  /// - Parameters:
  ///   - bytes: The plan's file.
  ///   - path: The file's path, for messages.
  /// - Throws: ``SweepError``.
  public init(_ bytes: [UInt8], path: String) throws(SweepError) {
    let lines = try Self.checkedLines(bytes, path: path)
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
    var indices: [String: Int] = [:]
    for (number, experiment) in experiments.enumerated() { indices[experiment.name] = number }
    points.reserveCapacity(lines.count)
    for (index, line) in lines.dropFirst().enumerated() {
      guard let json = JSONReader.read(bytes[line]), json["point"]?.int == index + 1,
        let name = json["experiment"]?.string, let experiment = indices[name],
        let setting = json["setting"]?.int, let world = json["world"]?.int,
        let set = Self.values(json["set"], of: experiments[experiment].levers),
        var uncertain = Self.values(json["uncertain"], of: experiments[experiment].uncertainties)
      else {
        throw SweepError("\(path):\(index + 2): this line of the plan cannot be read; plan again")
      }
      // Points of one world share their values.
      if let last = points.last, last.uncertain == uncertain { uncertain = last.uncertain }
      points.append(
        Point(
          experiment: experiment, setting: setting, world: world, set: set, uncertain: uncertain))
    }
  }

  /// The lines of a plan but the last, which must hold their hash.
  private static func checkedLines(
    _ bytes: [UInt8], path: String
  ) throws(SweepError) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(start..<index)
      start = index + 1
    }
    guard start == bytes.count, let last = lines.popLast(),
      let json = JSONReader.read(bytes[last]), let hash = json["sha256"]?.string,
      let count = json["points"]?.int
    else {
      throw SweepError(
        "\(path) is not a whole plan: its last line is missing; plan the sweep again "
          + "(cxlab sweep plan)")
    }
    var sum = SHA256()
    bytes.withUnsafeBufferPointer {
      sum.update(UnsafeBufferPointer(rebasing: $0[..<last.lowerBound]))
    }
    guard sum.hex == hash, count == lines.count - 1 else {
      throw SweepError(
        "\(path) was changed after it was written; a plan is never edited: change the sweep file and "
          + "plan again (cxlab sweep plan)")
    }
    return lines
  }

  private init?(header: ReadJSON, model: String) {
    guard let title = header["title"]?.string, let about = header["about"]?.string,
      let stem = header["stem"]?.string, let seed = header["seed"]?.unsigned,
      let replications = header["replications"]?.int, replications > 0,
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

  /// Values by factor; the plan writes them in the factors' order and leaves out what stays.
  private static func values(_ json: ReadJSON?, of factors: [Factor]) -> [String?]? {
    guard let members = json?.members else { return nil }
    var rest = members[...]
    var values: [String?] = []
    values.reserveCapacity(factors.count)
    for factor in factors {
      if let first = rest.first, first.key == factor.path, let text = first.value.string {
        values.append(text)
        rest = rest.dropFirst()
      } else {
        values.append(nil)
      }
    }
    return rest.isEmpty ? values : nil
  }
}
