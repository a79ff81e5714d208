import Documents

/// The forms of what is sent and answered.
enum OpenAPISchemas {
  static let all = [curves, drafts, ofClass, day, why, glossary].reduce(core) { $0.merging($1) }

  private static let core: JSONValue = [
    "Problem": object([
      "problem": [
        "type": "string",
        "enum": [
          "unknown-scenario", "bad-setting", "busy", "too-large", "not-found", "method",
          "forbidden", "bad-request", "model", "internal", "bad-scenario", "bad-text", "conflict",
          "changed",
        ],
      ],
      "message": text,
      "problems": list(of: reference("Finding")),
    ]),
    "Finding": object([
      "severity": ["type": "string", "enum": ["error", "warning"]],
      "message": text,
      "setting": ["type": ["integer", "null"], "minimum": 0],
      "column": ["type": ["integer", "null"]],
      "length": ["type": ["integer", "null"]],
      "key": optionalText,
    ]),
    "Check": object(["problems": list(of: reference("Finding"))]),
    "Scenarios": object([
      "version": text,
      "scenarios": list(of: object(["id": text, "title": text, "about": text])),
      "drafts": list(of: reference("Draft")),
    ]),
    "Scenario": object([
      "id": text, "version": ["type": ["integer", "null"], "minimum": 1], "edition": text,
      "title": text, "about": text, "currency": optionalText,
      "relationship": ["type": "string", "enum": ["contract", "repertoire"]],
      "months": number, "start": optionalText, "seed": ["type": "integer"],
      "pairs": ["type": "integer", "minimum": 1], "customers": ["type": "integer", "minimum": 0],
      "segments": list(of: object(["id": text, "title": text])),
      "levers": list(of: reference("Lever")), "warnings": list(of: text),
    ]),
    "Lever": object(
      [
        "path": text, "label": text, "help": text, "unit": text,
        "form": ["type": "string", "enum": ["number", "choice", "flag", "text"]],
        "value": optionalText, "from": optionalNumber, "to": optionalNumber,
        "step": optionalNumber, "values": ["type": ["array", "null"], "items": text],
        "is_declared": ["type": "boolean"], "default": optionalText, "source": optionalText,
        "number": optionalNumber, "unit_text": optionalText,
        "can_be_dated": ["type": "boolean"], "has_own_past": ["type": ["boolean", "null"]],
      ], required: ["path", "label", "help", "form", "value", "is_declared"]),
    "Keys": object(["keys": ["type": "array", "maxItems": 20, "items": reference("Lever")]]),
    "Estimate": object([
      "mean": optionalNumber, "lower": optionalNumber, "upper": optionalNumber,
    ]),
    "Headline": object([
      "metric": text, "label": text, "unit": text,
      "better": ["type": "string", "enum": ["more", "less", "neither"]],
      "base": reference("Estimate"), "variant": optional("Estimate"),
      "difference": optional("Estimate"), "verdict": optionalText, "text": ["type": "object"],
    ]),
    "Series": object([
      "mean": optionalNumbers, "lower": optionalNumbers, "upper": optionalNumbers,
    ]),
    "Curve": object([
      "id": text, "group": text, "title": text, "metric": text, "unit": text, "subject": text,
      "subject_title": text, "scale": number, "x": text, "months": list(of: number),
      "base": reference("Series"), "variant": optional("Series"),
      "difference": optional("Series"),
    ]),
    "Result": object([
      "pairs": ["type": "integer", "minimum": 1], "of": ["type": "integer", "minimum": 1],
      "settings": list(of: text), "changes": ["type": "array"],
      "has_own_past": ["type": "boolean"], "headlines": list(of: reference("Headline")),
      "sentences": list(of: text), "curves": list(of: reference("Curve")),
      "fates": list(of: ["type": "object"]),
    ]),
    "Snapshot": object(snapshot.merging(["result": optional("Result")])),
    "SnapshotLine": object(
      snapshot.merging([
        "headlines": ["type": ["array", "null"], "items": reference("Headline")]
      ])),
    "Snapshots": object([
      "snapshots": [
        "type": "array", "maxItems": .integer(LabRoute.listLength),
        "items": reference("SnapshotLine"),
      ],
      "next": ["type": ["integer", "null"], "minimum": 1],
    ]),
  ]

  /// What every snapshot has.
  private static let snapshot: JSONValue = [
    "number": ["type": "integer", "minimum": 1], "name": text, "settings": list(of: text),
    "made": ["type": "string", "format": "date-time"], "nickname": optionalText,
  ]

  /// What is sent to keep settings.
  static func newSnapshot(_ limits: LabHTTPLimits) -> JSONValue {
    [
      "type": "object", "additionalProperties": false, "required": ["name", "settings"],
      "properties": ["name": snapshotName, "settings": settings(limits)],
    ]
  }

  /// A line of text: no line feeds, nothing that commands a terminal or turns a text around, and not only blanks.
  static let linePattern: JSONValue = {
    let forbidden =
      "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff"
    return .string("^[^\(forbidden)]*[^\\s\(forbidden)][^\(forbidden)]*$")
  }()

  /// The name of something that is kept.
  static let snapshotName: JSONValue = [
    "type": "string", "minLength": 1, "maxLength": 80, "pattern": linePattern,
  ]

  /// Settings as they are sent.
  static func settings(_ limits: LabHTTPLimits) -> JSONValue {
    [
      "type": "array", "maxItems": .integer(limits.settings),
      "items": ["type": "string", "maxLength": .integer(limits.settingLength)],
    ]
  }

  // MARK: - Pieces

  static let text: JSONValue = ["type": "string"]
  static let number: JSONValue = ["type": "number"]
  static let count: JSONValue = ["type": "integer", "minimum": 0]
  static let optionalText: JSONValue = ["type": ["string", "null"]]
  static let optionalNumber: JSONValue = ["type": ["number", "null"]]
  static let optionalNumbers: JSONValue = [
    "type": ["array", "null"], "items": ["type": ["number", "null"]],
  ]

  static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  static func optional(_ name: String) -> JSONValue {
    ["anyOf": [reference(name), ["type": "null"]]]
  }

  static func list(of items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

  /// An object with all of these keys, unless some are said to be there always; there may be others.
  static func object(_ properties: JSONValue, required: [String]? = nil) -> JSONValue {
    guard case .object(let members) = properties else { return ["type": "object"] }
    let names = required ?? members.map(\.key)
    return [
      "type": "object", "required": .array(names.map(JSONValue.string)), "properties": properties,
    ]
  }
}
