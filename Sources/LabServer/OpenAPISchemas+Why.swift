import CustomerExperience
import Documents
import ScenarioFiles

extension OpenAPISchemas {
  /// The forms of the causal diagram.
  static let why: JSONValue = [
    "Why": object([
      "settings": list(of: text),
      "groups": list(of: object(["id": text, "title": text])),
      "nodes": list(
        of: object([
          "id": text, "title": text, "meaning": text,
          "group": [
            "type": "string",
            "enum": .array(CausalNode.Group.allCases.map { .string($0.rawValue) }),
          ],
          "row": ["type": "number", "minimum": 0], "figure": optionalText,
        ])),
      "arrows": list(of: reference("Arrow")),
      "loops": list(
        of: object([
          "id": text, "title": text, "meaning": text,
          "kind": ["type": "string", "enum": ["reinforcing", "balancing"]],
          "nodes": list(of: text), "acts": ["type": "boolean"],
        ])),
    ]),
    "Arrow": object([
      "id": text, "from": text, "to": text, "sign": ["type": "string", "enum": ["+", "-"]],
      "law": text, "title": text, "equation": text, "source": text,
      "acts": ["type": "boolean"], "condition": optionalText, "keys": list(of: text),
      "values": list(
        of: object([
          "path": text, "label": text, "help": text, "value": text, "base": text,
          "is_changed": ["type": "boolean"],
        ])),
      "more": ["type": "integer", "minimum": 0],
    ]),
  ]
}
