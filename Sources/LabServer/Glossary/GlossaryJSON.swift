import Documents

extension Glossary {
  /// The glossary as the page reads it.
  static let json: JSONValue = [
    "units": .array(
      units.map { unit in
        [
          "id": .string(unit.id), "title": .string(unit.title),
          "criteria": .array(
            unit.criteria.map { ["number": .string($0.number), "text": .string($0.text)] }),
        ]
      }),
    "terms": .array(terms.map(\.json)),
  ]

  /// The unit and the number of what a term serves; nil where it is written otherwise.
  static func parts(of criterion: String) -> (unit: String, number: String)? {
    let parts = criterion.split(separator: " ", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }
}

extension Glossary.Term {
  fileprivate var json: JSONValue {
    [
      "word": .string(word), "forms": .array(forms.map { .string($0) }),
      "meaning": .string(meaning), "is_marked": .bool(isMarked),
      "criteria": .array(
        criteria.compactMap(Glossary.parts).map {
          ["unit": .string($0.unit), "number": .string($0.number)]
        }),
      "places": .array(places.map(\.json)),
    ]
  }
}

extension Glossary.Place {
  fileprivate var json: JSONValue {
    switch self {
    case .view(let name, let what):
      ["kind": "view", "id": .string(name), "text": .string(what)]
    case .key(let path): ["kind": "key", "id": .string(path), "text": .string(path)]
    case .figure(let id): ["kind": "figure", "id": .string(id), "text": .string(id)]
    }
  }
}
