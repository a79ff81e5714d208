import Foundation
import Testing
import Yams

@testable import ScenarioFiles

/// The JSON Schema is valid, and accepts what the loader accepts.
@Suite struct SchemaTests {
  private func schema() throws -> [String: Any] {
    let data = Data(KeyReference.jsonSchema().utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func itIsDraft7AndClosed() throws {
    let schema = try schema()
    #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    #expect(schema["additionalProperties"] as? Bool == false)
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(KeyNode.scenario.map(\.name)))
  }

  @Test func itsPatternsCompile() throws {
    func check(_ value: Any) throws {
      if let object = value as? [String: Any] {
        if let pattern = object["pattern"] as? String { _ = try Regex(pattern) }
        for (key, inner) in object {
          if key == "patternProperties", let patterns = inner as? [String: Any] {
            for pattern in patterns.keys { _ = try Regex(pattern) }
          }
          try check(inner)
        }
      } else if let list = value as? [Any] {
        for inner in list { try check(inner) }
      }
    }
    try check(schema())
  }

  @Test(arguments: Examples.all.keys.sorted()) func itAcceptsTheExamples(_ name: String) throws {
    let node = try #require(try Yams.load(yaml: Examples.all[name] ?? ""))
    let complaints = SchemaCheck().complaints(node, try schema(), at: "")
    #expect(complaints == [])
  }

  @Test func itAcceptsResolvedScenarios() throws {
    for name in Examples.all.keys {
      let loaded = try Workbench(Examples.all).load(name)
      let node = try #require(try Yams.load(yaml: ResolvedScenario.text(of: loaded)))
      #expect(SchemaCheck().complaints(node, try schema(), at: "") == [])
    }
  }

  @Test func sweepsMaySayPlausible() throws {
    let data = Data(SweepSchema.text().utf8)
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    func complaints(_ uncertainties: String) throws -> [String] {
      let text = "scenario: a.yaml\noutcomes: [profit]\nuncertainties: \(uncertainties)\n"
      return SchemaCheck().complaints(try #require(try Yams.load(yaml: text)), schema, at: "")
    }
    for good in [
      "plausible", "{quality.mean: plausible, others: plausible}", "{quality.mean: [60, 70]}",
      "{others: plausible}", "{quality.mean: uniform 60 to 70, loyalty.trust: {from: 1, to: 2}}",
    ] { #expect(try complaints(good) == [], "\(good)") }
    for bad in ["plausable", "{others: all}", "{other: plausible}", "[plausible]"] {
      #expect(try !complaints(bad).isEmpty, "\(bad)")
    }
  }

  @Test(arguments: [
    ("staff: 3", "stff: 3"), ("pay: £12.50/h", "pay: 12 min"), ("horizon: 2 years", "horizon: 2"),
    ("repertoire", "repertory"), ("gamma 6 per week cv 0.5", "often"), ("regulars:", "Regulars:"),
    ("title: Café\n", ""),
  ])
  func itRefusesWhatTheLoaderRefuses(_ piece: String, _ other: String) throws {
    let node = try #require(try Yams.load(yaml: cafe(piece, other)))
    #expect(!SchemaCheck().complaints(node, try schema(), at: "").isEmpty)
    #expect(try !problems(cafe(piece, other)).isEmpty)
  }
}

/// As much of JSON Schema as our schema uses.
private struct SchemaCheck {
  func complaints(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var result: [String] = []
    if let types = schema["type"], !fits(value, types) { result.append("\(path): type") }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      let regex = try? Regex(pattern), text.firstMatch(of: regex) == nil
    {
      result.append("\(path): pattern")
    }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      result.append("\(path): enum")
    }
    if let constant = schema["const"] as? Int, value as? Int != constant {
      result.append("\(path): const")
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      result.append("\(path): const")
    }
    if let options = schema["anyOf"] as? [[String: Any]],
      !options.contains(where: { complaints(value, $0, at: path).isEmpty })
    {
      result.append("\(path): none of the forms fits \(value)")
    }
    if let object = value as? [String: Any] { result += members(of: object, schema, at: path) }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      result += list.enumerated().flatMap { complaints($1, items, at: "\(path)[\($0)]") }
    }
    return result
  }

  private func members(
    of object: [String: Any], _ schema: [String: Any], at path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let patterns = schema["patternProperties"] as? [String: Any] ?? [:]
    var result: [String] = []
    for key in schema["required"] as? [String] ?? [] where object[key] == nil {
      result.append("\(path): needs \(key)")
    }
    for (key, value) in object {
      let here = "\(path).\(key)"
      if let inner = properties[key] as? [String: Any] {
        result += complaints(value, inner, at: here)
      } else if let pattern = patterns.keys.first(where: { matches(key, $0) }) {
        if let inner = patterns[pattern] as? [String: Any] {
          result += complaints(value, inner, at: here)
        }
      } else if schema["additionalProperties"] as? Bool == false {
        result.append("\(here): unknown")
      } else if let inner = schema["additionalProperties"] as? [String: Any] {
        result += complaints(value, inner, at: here)
      }
    }
    return result
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    (try? Regex(pattern)).map { text.firstMatch(of: $0) != nil } ?? false
  }

  private func fits(_ value: Any, _ types: Any) -> Bool {
    let names = types as? [String] ?? [types as? String ?? ""]
    return names.contains { name in
      switch name {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String || value is Date
      case "number": value is Int || value is Double
      case "boolean": value is Bool
      case "null": value is NSNull
      default: false
      }
    }
  }
}
