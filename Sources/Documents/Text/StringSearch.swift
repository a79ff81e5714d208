extension String {
  /// The range of a piece of text, from the front or from the back.
  package func range(of piece: String, backwards: Bool = false) -> Range<String.Index>? {
    let count = piece.utf8.count
    var found: Range<String.Index>?
    var start = startIndex
    while let end = utf8.index(start, offsetBy: count, limitedBy: endIndex) {
      if self.utf8[start..<end].elementsEqual(piece.utf8) {
        found = start..<end
        if !backwards { break }
      }
      if start == endIndex { break }
      start = utf8.index(after: start)
    }
    return found
  }

  /// How often a piece of text occurs.
  package func components(of piece: String) -> Int { ranges(of: piece).count }

  /// The text with the first occurrence of a piece replaced.
  package func replacingFirst(_ piece: String, with other: String) -> String {
    guard let range = range(of: piece) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
