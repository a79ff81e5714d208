/// The first thing that keeps a text from being read at all.
struct SyntaxProblem: Error {
  var place: Place
  var message: String
}

/// Checks of a text before it is parsed.
package enum TextChecks {
  /// The largest scenario file, in bytes.
  static let sizeLimit = 1 << 20
  /// The deepest nesting.
  static let depthLimit = 64

  /// Decodes bytes as UTF-8, without a byte-order mark and with plain line feeds.
  ///
  /// - Throws: Where the bytes are not UTF-8.
  static func decode(_ bytes: [UInt8]) throws(SyntaxProblem) -> String {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (offset, line, column) = firstInvalid(in: bytes)
      throw SyntaxProblem(
        place: Place(source: 0, line: line, column: column, length: 1),
        message: "the file is not UTF-8 text: byte \(offset) (line \(line)) is invalid;"
          + " save it as UTF-8")
    }
    guard text.utf8.contains(13) else { return text }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 13 {
        plain.append(10)
      } else if !(byte == 10 && previous == 13) {
        plain.append(byte)
      }
      previous = byte
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func firstInvalid(
    in bytes: ArraySlice<UInt8>
  ) -> (offset: Int, line: Int, column: Int) {
    var line = 1
    var column = 1
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let encoded):
        offset += encoded.count
        if encoded.first == 10 { (line, column) = (line + 1, 1) } else { column += 1 }
      case .error, .emptyInput: return (offset, line, column)
      }
    }
  }

  /// Checks for characters that YAML does not allow, tabs in the indentation, deep nesting and aliases.
  static func check(_ source: SourceText, number: Int) throws(SyntaxProblem) {
    var flowDepth = 0
    var indents: [Int] = []
    for (index, line) in source.lines.enumerated() where !line.isEmpty {
      try checkCharacters(line, source: number, line: index + 1)
      let scalars = Array(line.unicodeScalars)
      var column = 0
      while column < scalars.count, scalars[column] == " " { column += 1 }
      guard column < scalars.count, scalars[column] != "#" else { continue }
      if scalars[column] == "\t", flowDepth <= 0,
        scalars[column...].contains(where: { $0 != " " && $0 != "\t" })
      {
        throw SyntaxProblem(
          place: Place(source: number, line: index + 1, column: column + 1, length: 1),
          message: "a tab in the indentation; indent with spaces")
      }
      while let last = indents.last, last >= column { indents.removeLast() }
      indents.append(column)
      while column + 1 < scalars.count, scalars[column + 1] == " ",
        scalars[column] == "-" || scalars[column] == "?"
      {
        column += 2
        while column < scalars.count, scalars[column] == " " { column += 1 }
        indents.append(column)
        if indents.count > depthLimit { break }
      }
      for scalar in scalars {
        if scalar == "[" || scalar == "{" { flowDepth += 1 }
        if scalar == "]" || scalar == "}" { flowDepth = max(0, flowDepth - 1) }
        if flowDepth > depthLimit { break }
      }
      if flowDepth + indents.count > depthLimit {
        throw SyntaxProblem(
          place: Place(source: number, line: index + 1, column: 1, length: 1),
          message: "nested more than \(depthLimit) deep")
      }
    }
    try checkAliases(source, number: number)
  }

  /// Refuses an alias of an anchor before the text is parsed.
  ///
  /// The parser unfolds aliases where they stand for keys, and a few lines of them unfold into more than any memory
  /// holds.
  static func checkAliases(_ source: SourceText, number: Int) throws(SyntaxProblem) {
    var anchors: [(name: String, place: Place)] = []
    var aliases: [(name: String, place: Place)] = []
    for (index, line) in source.lines.enumerated()
    where line.utf8.contains(0x26) || line.utf8.contains(0x2A) {
      let scalars = Array(line.unicodeScalars)
      var previous: Unicode.Scalar?
      for (column, mark) in scalars.enumerated() {
        if mark == "&" || mark == "*", mayBegin(behind: previous) {
          let name = String(
            String.UnicodeScalarView(scalars[(column + 1)...].prefix(while: isOfName)))
          let place = Place(source: number, line: index + 1, column: column + 1, length: 1)
          if mark == "*" { aliases.append((name, place)) } else { anchors.append((name, place)) }
        }
        if mark != " ", mark != "\t" { previous = mark }
      }
    }
    let used = Set(aliases.map(\.name))
    guard let first = anchors.first(where: { !$0.name.isEmpty && used.contains($0.name) }) else {
      return
    }
    guard let places = places(of: (anchors + aliases).map(\.place), in: source) else {
      throw SyntaxProblem(place: first.place, message: YamlProblems.noAliases)
    }
    // In remarks and in texts in quotes they are letters.
    guard let alias = aliases.first(where: { places.contains($0.place) }) else { return }
    let anchor = anchors.first { used.contains($0.name) && places.contains($0.place) }
    throw SyntaxProblem(place: anchor?.place ?? alias.place, message: YamlProblems.noAliases)
  }

  /// Whether a value may begin behind a character that is not blank: at the beginning of a line, or behind a mark.
  ///
  /// Everywhere else a star or an and-sign is part of a text.
  private static func mayBegin(behind previous: Unicode.Scalar?) -> Bool {
    guard let previous else { return true }
    return "-?:,[{".unicodeScalars.contains(previous)
  }

  /// Those of some places of stars and and-signs at which a key or a value begins: with letters in place of them
  /// all, nothing unfolds where the text is read.
  ///
  /// - Returns: nil where it cannot be read even so.
  private static func places(of marks: [Place], in source: SourceText) -> Set<Place>? {
    var lines = source.lines
    for (line, marks) in Dictionary(grouping: marks, by: \.line) {
      var scalars = Array(lines[line - 1].unicodeScalars)
      for mark in marks { scalars[mark.column - 1] = "x" }
      lines[line - 1] = String(String.UnicodeScalarView(scalars))
    }
    let text = lines.joined(separator: "\n")
    let plain = SourceText(name: source.name, text: text)
    guard let tree = try? TreeReader.read(text, of: plain, number: 0) else { return nil }
    var begun: Set<[Int]> = []
    tree.visit { begun.insert([$0.line, $0.column]) }
    return Set(marks.filter { begun.contains([$0.line, $0.column]) })
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  private static func checkCharacters(
    _ line: String, source: Int, line number: Int
  ) throws(SyntaxProblem) {
    for (offset, scalar) in line.unicodeScalars.enumerated() {
      guard let code = forbidden(scalar) else { continue }
      throw SyntaxProblem(
        place: Place(source: source, line: number, column: offset + 1, length: 1),
        message: turnsText(scalar)
          ? "a character that turns text around (\(code)): what is shown would not be what is meant"
          : "a character that cannot stand in a text file (\(code)); is this a YAML file?")
    }
  }

  /// The code of a character that no value may hold, not even by an escape: it could command a terminal, or
  /// show a text as another.
  package static func forbidden(_ scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    let control = (value < 32 && value != 9) || (127...159).contains(value)
    let special =
      switch value {
      case 0xFEFF, 0xFFFE, 0xFFFF, 0x2028, 0x2029: true
      default: false
      }
    guard control || special || turnsText(scalar) else { return nil }
    let hex = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  /// Whether a character changes the direction in which text is shown.
  private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}

extension Tree {
  /// Visits the places of all keys and values.
  fileprivate func visit(_ place: (Place) -> Void) {
    place(self.place)
    for item in items ?? [] { item.visit(place) }
    for entry in entries ?? [] {
      place(entry.keyPlace)
      entry.value.visit(place)
    }
  }
}
