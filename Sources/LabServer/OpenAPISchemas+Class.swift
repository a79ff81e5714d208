import Documents

/// The forms of what a class is asked and told.
extension OpenAPISchemas {
  static let ofClass: JSONValue = [
    "ClassAtDoor": object([
      "is_class": flag, "role": ["type": ["string", "null"], "enum": ["trainer", "pupil", nil]],
      "nickname": optionalText,
    ]),
    "ClassInvitation": object([
      "code": text, "notes": list(of: text),
      "rooms": list(
        of: object([
          "network": text, "address": text, "link": text,
          "qr": ["type": ["array", "null"], "items": text],
        ])),
    ]),
    "ClassState": object([
      "role": ["type": "string", "enum": ["trainer", "pupil"]], "nickname": optionalText,
      "pupils": list(
        of: object(["number": number, "nickname": text, "is_here": flag])),
      "count": count,
      "start": optional(
        object([
          "number": number, "scenario": text, "settings": list(of: text), "words": list(of: text),
        ])),
      "locks": list(of: text), "lock_labels": list(of: text), "question": optional(question),
      "board": optional(classBoard),
    ]),
    "ClassCurve": object([
      "months": list(of: number), "base": reference("Series"), "variant": reference("Series"),
      "difference": reference("Series"),
    ]),
  ]

  private static let flag: JSONValue = ["type": "boolean"]
  private static let optionalTexts: JSONValue = ["type": ["array", "null"], "items": text]
  private static let optionalRank: JSONValue = ["type": ["integer", "null"], "minimum": 1]
  private static let reached: JSONValue = object([
    "mean": number, "lower": optionalNumber, "upper": optionalNumber, "text": text,
  ])

  private static let question: JSONValue = object([
    "number": count, "scenario": text, "settings": list(of: text), "words": list(of: text),
    "months": count,
    "is_revealed": flag, "count": count,
    "guesses": list(
      of: object([
        "pupil": count, "nickname": text, "values": list(of: number), "distance": optionalNumber,
      ])),
    "result": optional("ClassCurve"), "problem": optionalText,
  ])

  private static let classBoard: JSONValue = object([
    "number": count, "scenario": text, "start": list(of: text), "start_words": list(of: text),
    "metric": text, "subject": text, "label": text, "unit": text,
    "better": ["type": "string", "enum": ["more", "less"]],
    "most_changes": count, "count": count, "is_closed": flag, "left": count,
    "seed": ["type": ["integer", "null"], "minimum": 0],
    "pairs": ["type": ["integer", "null"], "minimum": 1], "plan": optionalTexts,
    "plan_words": optionalTexts, "as_it_is": optional(reached),
    "rows": list(
      of: object([
        "rank": optionalRank, "best_rank": optionalRank, "worst_rank": optionalRank,
        "pupil": count, "nickname": text, "is_own": flag, "settings": optionalTexts,
        "words": optionalTexts, "reached": optional(reached),
        "problem": optionalText,
      ])),
    "problem": optionalText,
  ])

  private static func optional(_ schema: JSONValue) -> JSONValue {
    ["anyOf": [schema, ["type": "null"]]]
  }

  // MARK: - What is sent

  static let joining: JSONValue = sent([
    "code": ["type": "string", "maxLength": 25],
    "nickname": ["type": "string", "minLength": 1, "maxLength": 24, "pattern": linePattern],
  ])

  static let leading: JSONValue = sent(["key": ["type": "string", "maxLength": 25]])

  static let guess: JSONValue = sent([
    "question": whole,
    "values": [
      "type": "array", "maxItems": 2_000, "items": ["type": "number", "minimum": 0, "maximum": 1],
    ],
  ])

  static let locks: JSONValue = sent([
    "keys": [
      "type": "array", "maxItems": 200,
      "items": ["type": "string", "minLength": 1, "maxLength": 200, "pattern": linePattern],
    ]
  ])

  static let board: JSONValue = sent([
    "scenario": text, "metric": text,
    "subject": ["type": "string", "minLength": 1, "maxLength": 80, "pattern": linePattern],
    "most_changes": ["type": "integer", "minimum": 1, "maximum": 50],
  ])

  static func classSettings(_ limits: LabHTTPLimits) -> JSONValue {
    sent(["scenario": text, "settings": settings(limits)])
  }

  static func plan(_ limits: LabHTTPLimits) -> JSONValue {
    sent(["board": whole, "settings": settings(limits)])
  }

  private static let whole: JSONValue = [
    "type": "integer", "minimum": 1, "maximum": 9_007_199_254_740_991,
  ]

  /// An object with these members and no others.
  private static func sent(_ properties: JSONValue) -> JSONValue {
    object(properties).merging(["additionalProperties": false])
  }
}
