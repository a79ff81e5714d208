import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates

/// A way of setting one key of a scenario to something else.
struct Move {
  /// The key's path in the declarations, with `*` for an element of a table or a list.
  var path: String
  /// Whether it may be changed while customers are about.
  var isChangeable: Bool
  /// Sets the key.
  var apply: (inout Scenario) -> Void
}

/// What a walk over the declarations of a scenario found.
struct KeyWalk {
  /// Every key that is no section, by its path, in the order of the reference.
  private(set) var paths: [String] = []
  /// Ways of moving each of them.
  private(set) var moves: [String: [Move]] = [:]
  /// What must bind customers for a key to act, where that is declared.
  private(set) var only: [String: Relationship] = [:]
  /// The keys with a plausible range.
  private(set) var assumptions: Set<String> = []
  private let scenario: Scenario

  /// Walks all keys, with the moves that the elements of a scenario allow.
  init(_ scenario: Scenario) {
    self.scenario = scenario
    walk(at: \Scenario.self, prefix: "")
  }

  fileprivate mutating func walk<Root: Declared>(
    at root: WritableKeyPath<Scenario, Root>?, prefix: String
  ) {
    for key in Root.keys {
      let path = prefix + key.name
      var nest = Nest(walk: self, root: root, prefix: path)
      switch key.slot {
      case .section(let slot): slot.accept(&nest)
      case .optionalSection(let slot): slot.accept(&nest)
      case .table(let slot): slot.accept(&nest)
      case .list(let slot): slot.accept(&nest)
      default:
        if nest.walk.moves[path] == nil { nest.walk.note(path) }
        nest.walk.only[path] = key.only
        if key.plausible != nil { nest.walk.assumptions.insert(path) }
        guard let root else { break }
        for change in key.slot.changes(of: scenario[keyPath: root]) {
          nest.walk.moves[path]?.append(
            Move(path: path, isChangeable: key.changeable) { change(&$0[keyPath: root]) })
        }
      }
      self = nest.walk
    }
  }

  fileprivate mutating func note(_ path: String) {
    paths.append(path)
    moves[path] = []
  }

  fileprivate func value<Value>(at path: WritableKeyPath<Scenario, Value>) -> Value {
    scenario[keyPath: path]
  }
}

/// Goes down into a section.
private struct Nest<Root: Declared>: SlotVisitor {
  var walk: KeyWalk
  let root: WritableKeyPath<Scenario, Root>?
  let prefix: String

  private func child<Child>(_ path: WritableKeyPath<Root, Child>) -> WritableKeyPath<
    Scenario, Child
  >? { root?.appending(path: path) }

  mutating func section<Child: Declared>(_ path: Path<Root, Child>) {
    walk.walk(at: child(path), prefix: prefix + ".")
  }

  mutating func optionalSection<Child: Declared>(_ path: Path<Root, Child?>) {
    let there = child(path)
    let isThere = there.map { walk.value(at: $0) != nil } ?? false
    walk.walk(at: isThere ? there?.appending(path: \.orNew) : nil, prefix: prefix + ".")
  }

  mutating func table<Child: Declared & Identified>(
    _ path: Path<Root, [Child]>, of noun: String
  ) { elements(child(path)) }

  mutating func list<Child: Declared>(_ path: Path<Root, [Child]>) { elements(child(path)) }

  private mutating func elements<Child: Declared>(_ path: WritableKeyPath<Scenario, [Child]>?) {
    walk.walk(at: WritableKeyPath<Scenario, Child>?.none, prefix: prefix + ".*.")
    guard let path else { return }
    for index in walk.value(at: path).indices {
      walk.walk(at: path.appending(path: \.[index]), prefix: prefix + ".*.")
    }
  }
}

extension Optional where Wrapped: Declared {
  /// The section, or a new one.
  fileprivate var orNew: Wrapped {
    get { self ?? Wrapped() }
    set { self = newValue }
  }
}

extension Slot {
  typealias Change = (inout Root) -> Void

  /// Ways of setting what is stored here to something else that is allowed.
  fileprivate func changes(of root: Root) -> [Change] {
    switch self {
    case .number(let path, _, let range), .numberOrWord(let path, _, let range, _):
      return others(root[keyPath: path], range).map { x in { $0[keyPath: path] = x } }
    case .optionalNumber(let path, _, let range, _):
      return others(root[keyPath: path] ?? 20, range).map { x in { $0[keyPath: path] = x } }
    case .integer(let path, _, let range):
      return others(root[keyPath: path], range).map { x in { $0[keyPath: path] = x } }
    case .optionalInteger(let path, _, let range, _):
      return others(root[keyPath: path] ?? 2, range).map { x in { $0[keyPath: path] = x } }
    case .law(let path, _, let range, _):
      return others(root[keyPath: path], range).map { x in { $0[keyPath: path] = x } }
    case .optionalLaw(let path, _, let range, _):
      return others(root[keyPath: path] ?? .constant(4), range)
        .map { x in { $0[keyPath: path] = x } }
    case .flag(let path): return [{ $0[keyPath: path].toggle() }]
    case .choice(let words, let set, let get):
      return words.filter { $0 != get(root) }.map { word in { set(&$0, word) } }
    case .date(let path): return [{ $0[keyPath: path] += 2 }]
    case .moment(let path): return [{ $0[keyPath: path] = .month(5) }]
    case .optionalMoment(let path): return [{ $0[keyPath: path] = .month(5) }]
    case .hours(let path):
      return [
        {
          $0[keyPath: path] = WeeklyHours(
            intervals: (0..<6).map { $0 * 1440 + 600..<$0 * 1440 + 960 })
        }
      ]
    case .timesOfWeek(let path): return [{ $0[keyPath: path] = [700, 2 * 1440 + 800] }]
    case .timeOfDay(let path): return [{ $0[keyPath: path] += 90 }]
    case .price(let path): return [{ $0[keyPath: path] = .relative(0.6) }]
    case .dimensions(let path, _, _, let addsUp):
      return others(root[keyPath: path], addsUp: addsUp).map { x in { $0[keyPath: path] = x } }
    case .attributes(let path):
      return root[keyPath: path].isEmpty
        ? [] : [{ $0[keyPath: path][0].values = [("other", 0.5), ("another", 0.5)] }]
    default: return []
    }
  }

  private func others(_ value: Double, _ range: ClosedRange<Double>) -> [Double] {
    let step = value == 0 ? min(0.5, range.upperBound) : value
    return [value + 0.7 * step, value - 0.6 * step, range.lowerBound]
      .map { min(range.upperBound, max(range.lowerBound, $0)) }.filter { $0 != value }
  }

  private func others(_ value: Int, _ range: ClosedRange<Int>) -> [Int] {
    [value + max(1, value / 2), value - max(1, value / 2)].filter(range.contains)
  }

  /// The same law with greater values and with smaller ones.
  private func others(_ law: Law, _ range: ClosedRange<Double>) -> [Law] {
    switch law {
    case .beta(let mean, let sd): [.beta(mean: mean / 2, sd: sd / 2)]
    default: [law.scaled(by: 1.6), law.scaled(by: 0.4)].filter { $0.mean <= range.upperBound }
    }
  }

  private func others(_ value: Dimensions, addsUp: Bool) -> [Dimensions] {
    if addsUp { return [Dimensions(all: 0.2)] }
    return [
      Dimensions(
        reliability: value.reliability / 2, responsiveness: value.responsiveness / 3 + 0.1,
        assurance: value.assurance / 2, empathy: value.empathy / 2 + 0.1,
        tangibles: value.tangibles / 2)
    ]
  }
}
