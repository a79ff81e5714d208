import Documents

extension OpenAPISchemas {
  /// The forms of the glossary.
  static let glossary: JSONValue = [
    "Glossary": object([
      "units": list(
        of: object([
          "id": text, "title": text, "criteria": list(of: object(["number": text, "text": text])),
        ])),
      "terms": list(
        of: object([
          "word": text, "forms": list(of: text), "meaning": text, "is_marked": ["type": "boolean"],
          "criteria": list(of: object(["unit": text, "number": text])),
          "places": list(
            of: object([
              "kind": ["type": "string", "enum": ["view", "key", "figure"]], "id": text,
              "text": text,
            ])),
        ])),
    ])
  ]
}
