import CustomerExperience

/// Writes the JSON Schema of a scenario file.
struct SchemaWriter {
  /// The whole schema.
  func schema() -> JSON {
    .object([
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("cxlab scenario")),
      (
        "description",
        .string("A customer-experience scenario: customers, journeys, teams and a market.")
      ),
      ("type", .string("object")),
      ("properties", properties(KeyNode.scenario)),
      ("additionalProperties", .bool(false)),
      (
        "anyOf",
        .array([
          .object([("required", .array([.string("extends")]))]),
          .object([
            (
              "required",
              .array(KeyNode.scenario.filter(\.required).map { .string($0.name) })
            )
          ]),
        ])
      ),
    ])
  }

  private func properties(_ nodes: [KeyNode]) -> JSON {
    .object(nodes.map { ($0.name, schema(of: $0)) })
  }

  private func schema(of node: KeyNode) -> JSON {
    var pairs: [(String, JSON)] = [("description", .string(description(of: node)))]
    switch node.kind {
    case .leaf(let leaf): pairs += schema(of: leaf)
    case .section(let children, _): pairs += section(children)
    case .table(_, let children):
      pairs += [
        ("type", nullable("object")),
        ("patternProperties", .object([(SchemaPatterns.id, .object(section(children)))])),
        ("additionalProperties", .bool(false)),
      ]
    case .list(let children):
      let required = children.filter(\.required).map { JSON.string($0.name) }
      var item = section(children)
      if !required.isEmpty { item.append(("required", .array(required))) }
      pairs += [("type", nullable("array")), ("items", .object(item))]
    }
    return .object(pairs)
  }

  private func section(_ children: [KeyNode]) -> [(String, JSON)] {
    [
      ("type", nullable("object")), ("properties", properties(children)),
      ("additionalProperties", .bool(false)),
    ]
  }

  private func description(of node: KeyNode) -> String {
    guard node.leaf != nil else { return node.help }
    let plausible = KeyText.plausible(node).map { ", plausibly \($0)" } ?? ""
    let words = node.meanings.map { "\n\($0.word): \($0.meaning)" }.joined()
    return "\(node.meaning)\n\(KeyText.summary(of: node))\(plausible)\(words)"
  }

  private func nullable(_ type: String) -> JSON { .array([.string(type), .string("null")]) }

  private func schema(of leaf: KeyNode.Leaf) -> [(String, JSON)] {
    var options = options(of: leaf.form)
    if let word = leaf.word { options.append(.object([("enum", .array([.string(word)]))])) }
    options.append(.object([("type", .string("null"))]))
    return [("anyOf", .array(options))]
  }

  private func options(of form: KeyNode.Form) -> [JSON] {
    switch form {
    case .number(let unit, _), .integer(let unit, _): numbers(unit)
    case .law(let unit, _, _): numbers(unit) + [pattern(SchemaPatterns.law)]
    case .dimensions(let unit, _, _):
      [
        .object([
          ("type", .string("object")),
          (
            "properties",
            .object(Dimensions.names.map { ($0, .object([("anyOf", .array(numbers(unit)))])) })
          ),
          ("additionalProperties", .bool(false)),
        ])
      ]
    case .choice(let words): [.object([("enum", .array(words.map(JSON.string)))])]
    case .flag: [.object([("type", .string("boolean"))])]
    case .text, .parent: texts
    case .date: [pattern(SchemaPatterns.date)]
    case .moment: [pattern(SchemaPatterns.moment)]
    case .hours:
      [
        pattern(SchemaPatterns.hours),
        .object([("type", .string("array")), ("items", pattern(SchemaPatterns.hours))]),
      ]
    case .timesOfWeek: [pattern(SchemaPatterns.timesOfWeek)]
    case .timeOfDay: [pattern(SchemaPatterns.timeOfDay)]
    case .price: [pattern(SchemaPatterns.price)]
    case .measured: texts
    case .attributes:
      [object(of: object(of: .object([("anyOf", .array(numbers(.fraction)))])))]
    case .citations:
      [
        object(of: .object([("type", .string("string"))]), named: SchemaPatterns.id),
        .object([
          ("type", .string("array")), ("items", .object([("type", .string("string"))])),
        ]),
      ]
    case .settings: [object(of: .bool(true), named: SchemaPatterns.path)]
    case .levers: [object(of: lever, named: SchemaPatterns.path)]
    }
  }

  private var texts: [JSON] {
    [.object([("type", .string("string"))]), .object([("type", .string("number"))])]
  }

  private var lever: JSON {
    let value = JSON.object([("type", .array([.string("string"), .string("number")]))])
    return .object([
      (
        "anyOf",
        .array([
          .object([("type", .string("array")), ("items", value)]),
          .object([
            ("type", .string("object")),
            ("properties", .object([("from", value), ("to", value)])),
            ("required", .array([.string("from"), .string("to")])),
            ("additionalProperties", .bool(false)),
          ]),
        ])
      )
    ])
  }

  /// A number with its unit; without, where the unit has none or the number is 0.
  private func numbers(_ unit: Unit) -> [JSON] {
    switch unit.dimension {
    case .fraction, .number:
      [.object([("type", .string("number"))]), pattern(SchemaPatterns.quantity(unit))]
    default: [pattern(SchemaPatterns.quantity(unit)), .object([("const", .number(0))])]
    }
  }

  private func pattern(_ expression: String) -> JSON {
    .object([("type", .string("string")), ("pattern", .string(expression))])
  }

  private func object(of value: JSON, named pattern: String? = nil) -> JSON {
    guard let pattern else {
      return .object([("type", .string("object")), ("additionalProperties", value)])
    }
    return .object([
      ("type", .string("object")), ("patternProperties", .object([(pattern, value)])),
      ("additionalProperties", .bool(false)),
    ])
  }
}
