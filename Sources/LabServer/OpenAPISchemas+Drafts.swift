import Documents

extension OpenAPISchemas {
  /// The forms of drafts, and of what is told about a text.
  static let drafts: JSONValue = [
    "Draft": object(draft),
    "DraftText": object(draft.merging(["text": text])),
    "Drafts": object([
      "drafts": list(of: reference("Draft")), "most": ["type": "integer", "minimum": 1],
      "most_bytes": ["type": "integer", "minimum": 1],
    ]),
    "TextCheck": object([
      "problems": list(of: reference("TextProblem")),
      "more": ["type": "integer", "minimum": 0], "is_good": ["type": "boolean"],
      "is_read": ["type": "boolean"], "work": optionalText,
    ]),
    "TextProblem": object([
      "severity": ["type": "string", "enum": ["error", "warning"]], "message": text,
      "file": optionalText, "line": optionalCount, "column": optionalCount,
      "length": optionalCount, "key": optionalText, "allowed": optionalText,
    ]),
    "Completion": object([
      "from": ["type": "integer", "minimum": 1], "to": ["type": "integer", "minimum": 1],
      "items": list(
        of: object([
          "kind": ["type": "string", "enum": ["key", "value", "name"]], "label": text,
          "text": text, "detail": text, "help": text,
        ])),
    ]),
    "Form": object([
      "path": text, "label": text, "help": text, "noun": optionalText,
      "fields": list(
        of: object([
          "path": text, "label": text, "help": text,
          "input": ["type": "string", "enum": ["number", "choice", "flag", "text"]],
          "unit": text, "allowed": text, "values": ["type": ["array", "null"], "items": text],
          "default": optionalText, "value": optionalText, "inherited": optionalText,
          "line": optionalCount, "is_required": ["type": "boolean"],
        ])),
      "parts": list(
        of: object([
          "path": text, "label": text, "help": text, "line": optionalCount,
          "count": ["type": "integer", "minimum": 0], "is_list": ["type": "boolean"],
        ])),
    ]),
    "TextChange": object(["text": text, "line": ["type": "integer", "minimum": 1]]),
  ]

  private static let draft: JSONValue = [
    "id": draftID.merging(["type": "string"]), "version": ["type": "integer", "minimum": 1],
    "title": text, "beside": optionalText, "made": ["type": "string", "format": "date-time"],
    "saved": ["type": "string", "format": "date-time"],
    "bytes": ["type": "integer", "minimum": 0],
  ]

  private static let optionalCount: JSONValue = ["type": ["integer", "null"], "minimum": 0]

  /// The id of a draft.
  static let draftID: JSONValue = ["pattern": "^draft-[1-9][0-9]{0,14}$"]

  /// Its limit is one of bytes, which no schema can say; a longer one is refused with 413.
  private static let scenarioText: JSONValue = ["type": "string"]
  private static let scenarioID: JSONValue = ["type": "string", "maxLength": 200]
  private static let path: JSONValue = ["type": "string", "maxLength": 1_000]

  private static func sent(_ properties: JSONValue, optional names: [String] = []) -> JSONValue {
    guard case .object(let members) = properties else { return ["type": "object"] }
    let required = members.map(\.key).filter { !names.contains($0) }
    return [
      "type": "object", "additionalProperties": false,
      "required": .array(required.map(JSONValue.string)), "properties": properties,
    ]
  }

  /// What is sent to begin a draft.
  static func newDraft(_ limits: LabHTTPLimits) -> JSONValue {
    let name = snapshotName
    return [
      "oneOf": [
        sent([
          "start": ["const": "new"], "title": name,
          "relationship": ["type": "string", "enum": ["contract", "repertoire"]],
        ]),
        sent(["start": ["const": "copy"], "of": scenarioID]),
        sent([
          "start": ["const": "variant"], "of": scenarioID, "title": name,
          "settings": settings(limits),
        ]),
        sent(
          [
            "start": ["const": "text"], "title": name, "text": scenarioText,
            "beside": ["type": ["string", "null"], "maxLength": 200],
          ], optional: ["beside"]),
      ]
    ]
  }

  /// What is sent to save a draft.
  static func savedDraft(_ limits: LabHTTPLimits) -> JSONValue {
    sent(["text": scenarioText, "version": ["type": "integer", "minimum": 1]])
  }

  /// What is sent to ask something about a text.
  ///
  /// - Parameter others: What is sent besides the text and the scenario that it stands beside.
  static func aboutText(_ others: JSONValue) -> @Sendable (LabHTTPLimits) -> JSONValue {
    { _ in
      sent(
        JSONValue.object([])
          .merging(["text": scenarioText, "as": ["type": ["string", "null"], "maxLength": 200]])
          .merging(others), optional: ["as"])
    }
  }

  /// A line or a column.
  static let ordinal: JSONValue = ["type": "integer", "minimum": 1, "maximum": 1_000_000]
  /// The path of a key, which may be empty.
  static let dotted: JSONValue = path
  /// A value, or null to take a key away.
  static let optionalValue: JSONValue = ["type": ["string", "null"], "maxLength": 10_000]
}
