import CustomerExperience

/// The ids of a text and of the files that it extends, for what refers to them.
struct KnownNames {
  let outline: TextOutline
  /// What the files that it extends say, merged; nil where there are none, or they cannot be read.
  let parents: Tree?

  /// The names under a path: those of the text first.
  func names(under path: [String]) -> [String] {
    let own = outline.names(under: path)
    let inherited = parents?.value(at: path)?.entries?.map(\.key) ?? []
    return unique(own + inherited)
  }

  /// What a text that refers to something may say; nil for texts that refer to nothing.
  ///
  /// - Parameter path: The path of the key.
  func references(at path: [String]) -> [String]? {
    guard let key = path.last else { return nil }
    let section = path.dropLast()
    switch canonical(key) {
    case "team", "train", "by": return names(under: ["teams"])
    case "journey": return names(under: ["journeys"])
    case "start", "to": return steps(path)
    case "course":
      let team = outline.value(at: section + ["train"])
      let teams = team.map { [$0] } ?? names(under: ["teams"])
      return teams.flatMap { names(under: ["teams", $0, "training"]) }
    case "source" where path.first == "evidence": return names(under: ["sources"])
    case "metric" where path.first == "evidence": return Metric.all.map(\.id)
    case "subject" where path.first == "evidence": return subjects
    case "of": return attributes
    default: return nil
    }
  }

  /// The ids that a table takes over from another, such as those of the segments of a feature; nil where the author
  /// makes them up.
  func ids(ofTable path: [String], noun: String) -> [String]? {
    let home =
      switch noun {
      case "segment": ["customers", "segments"]
      case "team": ["teams"]
      case "journey": ["journeys"]
      default: [String]()
      }
    return home.isEmpty || path == home ? nil : names(under: home)
  }

  /// The touchpoints of the journey that a path lies in, or of all.
  private func steps(_ path: [String]) -> [String] {
    let journeys = names(under: ["journeys"])
    let own = path.first == "journeys" ? path.dropFirst().first.map { [$0] } : nil
    return unique((own ?? journeys).flatMap { names(under: ["journeys", $0, "touchpoints"]) })
  }

  private var subjects: [String] {
    let kinds = [
      ("segment", ["customers", "segments"]), ("team", ["teams"]),
      ("rival", ["market", "rivals"]), ("journey", ["journeys"]),
    ]
    return ["all"] + kinds.flatMap { kind, path in names(under: path).map { "\(kind):\($0)" } }
  }

  /// The attributes of people, of any segment.
  private var attributes: [String] {
    unique(
      names(under: ["customers", "segments"]).flatMap {
        names(under: ["customers", "segments", $0, "people"])
      })
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
