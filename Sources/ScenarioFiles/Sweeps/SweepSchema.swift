/// Writes the JSON Schema of sweep files from the declarations of their keys.
public enum SweepSchema {
  /// The schema (draft 7).
  public static func text() -> String {
    JSON.object([
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("cxlab sweep")),
      ("description", .string("A sweep over the settings of a scenario.")),
      ("type", .string("object")),
      ("properties", properties(SweepKey.file)),
      (
        "required",
        .array(SweepKey.file.filter(\.required).map { .string($0.name) })
      ),
      ("additionalProperties", .bool(false)),
    ]).text + "\n"
  }

  private static func properties(_ keys: [SweepKey]) -> JSON {
    .object(
      keys.map { key in
        (key.name, .object([("description", .string(key.help))] + form(key.form)))
      })
  }

  private static func form(_ form: SweepKey.Form) -> [(String, JSON)] {
    switch form {
    case .text: [("type", types("string", "number"))]
    case .path: [("type", types("string"))]
    case .whole(let range):
      [
        ("type", types("integer")), ("minimum", .number(Double(range.lowerBound))),
        ("maximum", .number(Double(range.upperBound))),
      ]
    case .seed: [("type", types("integer")), ("minimum", .number(0))]
    case .factors: keyed([list, range])
    case .laws:
      [
        (
          "anyOf",
          .array([
            plausible,
            .object(
              keyed(
                [list, range, .object([("type", types("string"))])],
                also: [(SweepReader.others, plausible)])),
          ])
        )
      ]
    case .rows: [("type", types("array")), ("items", .object(keyed([value])))]
    case .outcomes: [("type", types("array")), ("items", outcome), ("minItems", .number(1))]
    case .design: [("anyOf", .array([design, designs]))]
    case .experiments:
      [
        ("type", types("object")),
        (
          "patternProperties",
          .object([
            (
              SchemaPatterns.id,
              .object([
                ("type", types("object")), ("properties", properties(SweepKey.varied)),
                ("additionalProperties", .bool(false)),
              ])
            )
          ])
        ),
        ("additionalProperties", .bool(false)),
      ]
    }
  }

  private static func types(_ names: String...) -> JSON {
    names.count == 1 ? .string(names[0]) : .array(names.map(JSON.string))
  }

  private static let plausible = JSON.object([("const", .string(SweepReader.plausible))])
  private static let value = JSON.object([("type", types("string", "number", "boolean"))])
  private static let list = JSON.object([
    ("type", types("array")), ("items", value), ("minItems", .number(1)),
  ])
  private static let range = JSON.object([
    ("type", types("object")),
    (
      "properties",
      .object([
        ("from", value), ("to", value),
        ("steps", .object([("type", types("integer")), ("minimum", .number(1))])),
      ])
    ),
    ("required", .array([.string("from"), .string("to")])), ("additionalProperties", .bool(false)),
  ])
  private static let design = JSON.object([("enum", .array(SweepKey.designs.map(JSON.string)))])
  private static let count = JSON.object([("type", types("integer")), ("minimum", .number(1))])
  private static let designs = JSON.object([
    ("type", types("object")),
    (
      "properties",
      .object([
        ("levers", design), ("uncertainties", design),
        (
          "points",
          .object([
            (
              "anyOf",
              .array([
                count,
                .object([
                  ("type", types("object")),
                  ("properties", .object([("levers", count), ("uncertainties", count)])),
                  ("additionalProperties", .bool(false)),
                ]),
              ])
            )
          ])
        ),
      ])
    ),
    ("additionalProperties", .bool(false)),
  ])
  private static let outcome = JSON.object([
    (
      "anyOf",
      .array([
        .object([("type", types("string"))]),
        .object([
          ("type", types("object")),
          (
            "properties",
            .object([
              ("metric", .object([("type", types("string"))])),
              ("subject", .object([("type", types("string"))])),
            ])
          ),
          ("required", .array([.string("metric")])), ("additionalProperties", .bool(false)),
        ]),
      ])
    )
  ])

  /// Keys by their paths, each with one of some forms of values.
  ///
  /// - Parameter words: Keys that are no paths.
  private static func keyed(
    _ options: [JSON], also words: [(String, JSON)] = []
  ) -> [(String, JSON)] {
    let value = options.count == 1 ? options[0] : .object([("anyOf", .array(options))])
    let properties = words.isEmpty ? [] : [("properties", JSON.object(words))]
    return [
      ("type", types("object"))
    ] + properties + [
      ("patternProperties", .object([(SchemaPatterns.path, value)])),
      ("additionalProperties", .bool(false)),
    ]
  }
}
