import CustomerExperience
import Documents
import ScenarioFiles

/// The causal diagram of a scenario as the page draws it, with the numbers of its laws.
struct WhyJSON {
  /// The scenario as it is, and with settings made.
  let base, varied: LoadedScenario
  /// The settings.
  let settings: [String]

  /// The most numbers that are told of an arrow.
  static let mostValues = 24

  /// The diagram.
  var json: JSONValue {
    let paths = Set(CausalDiagram.arrows.flatMap(\.keys))
    let before = base.keys(declaredAs: paths)
    let after = settings.isEmpty ? before : varied.keys(declaredAs: paths)
    let isActive = CausalDiagram.arrows.map { $0.acts(in: varied.scenario) }
    let active = Set(
      zip(CausalDiagram.arrows, isActive).filter(\.1).map { Pair($0.0.from, $0.0.to) })
    return [
      "settings": .array(settings.map { .string($0) }),
      "groups": .array(
        CausalNode.Group.allCases.map {
          ["id": .string($0.rawValue), "title": .string($0.title)]
        }),
      "nodes": .array(CausalDiagram.nodes.map(node)),
      "arrows": .array(
        zip(CausalDiagram.arrows, isActive).map { arrow($0, isActive: $1, before, after) }),
      "loops": .array(CausalDiagram.loops.map { loop($0, active) }),
    ]
  }

  private struct Pair: Hashable {
    let from, to: String
    init(_ from: String, _ to: String) { (self.from, self.to) = (from, to) }
  }

  private func node(_ node: CausalNode) -> JSONValue {
    [
      "id": .string(node.id), "title": .string(node.title), "meaning": .string(node.meaning),
      "group": .string(node.group.rawValue), "row": .number(node.row),
      "figure": node.figure.map { .string($0) } ?? .null,
    ]
  }

  private func arrow(
    _ arrow: CausalArrow, isActive: Bool, _ before: [String: [LeverDescription]],
    _ after: [String: [LeverDescription]]
  ) -> JSONValue {
    var values: [JSONValue] = []
    for key in arrow.keys {
      let old = Dictionary(
        (before[key] ?? []).map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
      values += (after[key] ?? []).map { value($0, before: old[$0.path]) }
    }
    return [
      "id": .string(arrow.id), "from": .string(arrow.from), "to": .string(arrow.to),
      "sign": .string(arrow.sign.rawValue), "law": .string(arrow.law),
      "title": .string(arrow.title),
      "equation": .string(arrow.equation), "source": .string(arrow.source),
      "acts": .bool(isActive), "condition": isActive ? .null : .string(arrow.reason),
      "keys": .array(arrow.keys.map { .string($0) }),
      "values": .array(Array(values.prefix(Self.mostValues))),
      "more": .integer(max(0, values.count - Self.mostValues)),
    ]
  }

  /// A number of a law: what it is now, and what it was where a setting changes it.
  private func value(_ key: LeverDescription, before: String?) -> JSONValue {
    [
      "path": .string(key.path), "label": .string(key.label), "help": .string(key.help),
      "value": .string(key.value), "base": .string(before ?? ""),
      "is_changed": .bool(key.value != before ?? ""),
    ]
  }

  private func loop(_ loop: CausalLoop, _ active: Set<Pair>) -> JSONValue {
    let next = loop.nodes.dropFirst() + loop.nodes.prefix(1)
    return [
      "id": .string(loop.id), "title": .string(loop.title), "meaning": .string(loop.meaning),
      "kind": .string(loop.isReinforcing ? "reinforcing" : "balancing"),
      "nodes": .array(loop.nodes.map { .string($0) }),
      "acts": .bool(zip(loop.nodes, next).allSatisfy { active.contains(Pair($0, $1)) }),
    ]
  }
}

extension LabScenario {
  /// The causal diagram with the numbers of its laws.
  func why(_ settings: [String]) throws(LabProblem) -> JSONValue {
    WhyJSON(base: loaded, varied: try variant(settings), settings: settings).json
  }
}
