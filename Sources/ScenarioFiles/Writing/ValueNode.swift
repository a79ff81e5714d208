/// A value on its way to text.
indirect enum ValueNode: Sendable, Equatable {
  /// Not given; the text says what that means.
  case absent(String)
  /// A value as the author wrote it, in YAML's flow style.
  case raw(String)
  /// A value in the language of scenarios.
  case word(String)
  /// The author's prose.
  case text(String)
  /// Keys with values.
  case mapping([Pair])
  /// Values in order.
  case sequence([ValueNode])

  /// A key with its value.
  struct Pair: Sendable, Equatable {
    var key: String
    var value: ValueNode

    init(_ key: String, _ value: ValueNode) {
      self.key = key
      self.value = value
    }
  }

  /// The value on one line, in YAML's flow style.
  var flow: String {
    switch self {
    case .absent(let text): text
    case .raw(let text): "[{\"".contains(text.prefix(1)) ? text : FlowText.scalar(text)
    case .word(let text), .text(let text): FlowText.scalar(text)
    case .mapping(let pairs):
      "{"
        + pairs.filter { !$0.value.isAbsent }
        .map { "\(FlowText.scalar($0.key)): \($0.value.flow)" }.joined(separator: ", ") + "}"
    case .sequence(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    }
  }

  /// The keys with their values; none where it is no mapping.
  var pairs: [Pair] {
    if case .mapping(let pairs) = self { pairs } else { [] }
  }

  /// The value under a key.
  subscript(_ key: String) -> ValueNode? { pairs.first { $0.key == key }?.value }

  /// The value under a path of keys.
  subscript(_ path: [String]) -> ValueNode? {
    path.reduce(self) { node, key in node?[key] }
  }

  /// Whether it was not given.
  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }
}
