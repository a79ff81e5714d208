/// The path of a value in a scenario, as keys and as ids that the author made up.
struct Trail: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case key(String)
    case id(String)
    case index(Int)
  }

  private var parts: [Part] = []

  /// The scenario as a whole.
  static let root = Trail()

  func key(_ name: String) -> Trail { appending(.key(name)) }
  func id(_ name: String) -> Trail { appending(.id(name)) }
  func index(_ number: Int) -> Trail { appending(.index(number)) }

  private func appending(_ part: Part) -> Trail {
    var trail = self
    trail.parts.append(part)
    return trail
  }

  /// The path of the section around it.
  var parent: Trail? {
    guard !parts.isEmpty else { return nil }
    var trail = self
    trail.parts.removeLast()
    return trail
  }

  /// The last key or id.
  var last: String {
    for part in parts.reversed() {
      if case .key(let name) = part { return name }
      if case .id(let name) = part { return name }
    }
    return ""
  }

  /// The dotted path, such as `journeys.fault.touchpoints.call.next[0].to`.
  var text: String {
    var text = ""
    for part in parts {
      switch part {
      case .key(let name), .id(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let number): text += "[\(number)]"
      }
    }
    return text
  }

  /// Whether it ends with a key, and not with an id or a number in a list.
  var isKey: Bool {
    if case .key = parts.last { true } else { false }
  }

  /// The dotted path without ids, as `cxlab explain` takes it; nil for the scenario as a whole.
  var keys: String? { keyNames.isEmpty ? nil : keyNames.joined(separator: ".") }

  /// The keys of the path, without ids.
  var keyNames: [String] {
    parts.compactMap { part -> String? in
      if case .key(let name) = part { name } else { nil }
    }
  }

  /// ` in customers.segments.regulars`, or nothing at the top.
  var phrase: String { parts.isEmpty ? "" : " in \(text)" }
}
