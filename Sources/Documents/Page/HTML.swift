/// Builds HTML; all text that goes through it is escaped.
package struct HTML {
  package private(set) var text = ""

  /// Text made safe for content and for attributes in double quotes.
  package static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\u{0}"..<"\u{9}", "\u{B}", "\u{C}", "\u{E}"..<" ", "\u{7F}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Text made safe for content, in which no line ends between a sign and its number, or a currency and its
  /// amount, or within an option of a command: browsers break `+£9,650` after the sign, and `--seed` after the
  /// hyphens.
  ///
  /// The text itself stays as it is, so that what is copied from a page is what was written.
  package static func words(_ text: String) -> String {
    let all = Array(text)
    var (out, plain) = ("", "")
    var place = 0
    while place < all.count {
      if let end = amountEnd(all, from: place) ?? optionEnd(all, from: place) {
        let whole = escaped(String(all[place..<end]))
        out += escaped(plain) + "<span class=\"amount\">\(whole)</span>"
        (plain, place) = ("", end)
      } else {
        plain.append(all[place])
        place += 1
      }
    }
    return out + escaped(plain)
  }

  /// Where an amount ends that begins at a place and could be torn; nil where none does.
  private static func amountEnd(_ text: [Character], from start: Int) -> Int? {
    if start > 0, text[start - 1].isLetter || text[start - 1].isNumber { return nil }
    func has(_ place: Int, _ isSo: (Character) -> Bool) -> Bool {
      place < text.count && isSo(text[place])
    }
    var place = start
    if has(place, { "+-\u{2212}±".contains($0) }) { place += 1 }
    var canBeTorn = place > start
    if has(place, { "£$€¥₹".contains($0) }) {
      place += 1
    } else if (0..<3).allSatisfy({ has(place + $0) { ("A"..."Z").contains($0) } }),
      has(place + 3, { $0 == " " })
    {
      place += 4
      canBeTorn = true
    }
    guard canBeTorn, has(place, \.isWholeNumber) else { return nil }
    while has(place, \.isWholeNumber)
      || has(place, { ",.".contains($0) }) && has(place + 1, \.isWholeNumber)
    {
      place += 1
    }
    return has(place) { $0 == "%" } ? place + 1 : place
  }

  /// Where an option of a command ends, such as `--seed`; nil where none begins.
  private static func optionEnd(_ text: [Character], from start: Int) -> Int? {
    guard start == 0 || text[start - 1].isWhitespace, text[start...].starts(with: "--") else {
      return nil
    }
    let end = text[(start + 2)...].firstIndex { !$0.isLetter && $0 != "-" } ?? text.count
    return end > start + 2 ? end : nil
  }

  /// Escaped text that may be broken within words too, where a key has its joints: after a dot before a
  /// letter, a semicolon or an equals sign.
  package static func breakable(_ text: String) -> String {
    var out = ""
    var part = ""
    for (character, next) in zip(text, text.dropFirst()) {
      part.append(character)
      guard ".;=".contains(character), character == "." ? next.isLetter : !next.isWhitespace else {
        continue
      }
      out += words(part) + "<wbr>"
      part = ""
    }
    if let last = text.last { part.append(last) }
    return out + words(part)
  }

  /// Adds markup as it is.
  package mutating func raw(_ markup: String) { text += markup + "\n" }

  /// Adds an element with text.
  package mutating func element(_ tag: String, _ content: String, attributes: String = "") {
    let space = attributes.isEmpty ? "" : " "
    raw("<\(tag)\(space)\(attributes)>\(Self.words(content))</\(tag)>")
  }

  /// Adds a paragraph.
  package mutating func paragraph(_ content: String, style: String = "") {
    element("p", content, attributes: style.isEmpty ? "" : "class=\"\(style)\"")
  }

  /// Adds a list.
  package mutating func list(_ items: [String]) {
    guard !items.isEmpty else { return }
    raw("<ul>")
    for item in items { element("li", item) }
    raw("</ul>")
  }

  /// Adds a table with a header row; numbers are set to the right.
  package mutating func table(_ table: Table, caption: String, style: String = "") {
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    raw("<div class=\"scroll\" tabindex=\"0\"><table\(style)>")
    element("caption", caption)
    raw("<thead><tr>")
    let isNumber = table.columns.indices.map { column in
      table.rows.allSatisfy { Self.looksNumeric($0[column].field) }
    }
    for (column, number) in zip(table.columns, isNumber) {
      // Names in files are lower case; on a page all tables begin with a capital.
      let name = column.name.prefix(1).uppercased() + column.name.dropFirst()
      element("th", name, attributes: "scope=\"col\"" + (number ? " class=\"n\"" : ""))
    }
    raw("</tr></thead><tbody>")
    for row in table.rows {
      text += "<tr>"
      for (cell, number) in zip(row, isNumber) {
        // A column of numbers is not broken at all.
        text +=
          number
          ? "<td class=\"n\">\(Self.escaped(cell.field))</td>"
          : "<td>\(Self.words(cell.field))</td>"
      }
      raw("</tr>")
    }
    raw("</tbody></table></div>")
  }

  /// Adds a table of names and values; only a long name takes more than one line.
  package mutating func facts(_ facts: [(name: String, value: String)]) {
    guard !facts.isEmpty else { return }
    raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"facts\"><tbody>")
    for fact in facts {
      let style = fact.name.count > 40 ? " class=\"long\"" : ""
      raw(
        "<tr><th scope=\"row\"\(style)>\(Self.breakable(fact.name))</th>"
          + "<td>\(Self.breakable(fact.value))</td></tr>")
    }
    raw("</tbody></table></div>")
  }

  /// Adds something that is seen only when it is opened, and not on paper.
  package mutating func details(_ summary: String, _ fill: (inout HTML) -> Void) {
    raw("<details>")
    element("summary", summary)
    fill(&self)
    raw("</details>")
  }

  /// Adds a chart with its data; where it could not be drawn, its title and the data.
  ///
  /// - Parameter drawings: drawings by name, those for a phone among them (``ChartFiles/narrow(_:)``).
  package mutating func chart(_ chart: Chart, _ drawings: [String: String]) {
    let id = String(chart.name.map { $0 == "_" ? "-" : $0 })
    raw("<figure id=\"chart-\(id)\">")
    let (wide, narrow) = (drawings[chart.name], drawings[ChartFiles.narrow(chart.name)])
    if let wide {
      drawing(wide, of: chart, style: narrow == nil ? "scroll" : "wide-drawing", id: id)
      if let narrow { drawing(narrow, of: chart, style: "narrow-drawing", id: id + "-narrow") }
    } else {
      element("h3", chart.title)
    }
    raw(wide == nil ? "<details open>" : "<details>")
    element("summary", "The data behind this chart")
    table(chart.data, caption: chart.title)
    raw("</details></figure>")
  }

  private mutating func drawing(_ drawing: String, of chart: Chart, style: String, id: String) {
    let scrolls = style == "scroll" ? " tabindex=\"0\"" : ""
    raw(
      "<div class=\"drawing \(style)\"\(scrolls) role=\"img\" "
        + "aria-label=\"\(Self.escaped(chart.description))\">")
    raw(Self.sized(drawing, id: id))
    raw("</div>")
  }

  /// A drawing that says how wide it was made, so that the page can make it as much larger as its text, and
  /// whose own names are no other drawing's.
  private static func sized(_ drawing: String, id: String) -> String {
    guard let start = drawing.range(of: " width=\"")?.upperBound,
      let end = drawing[start...].firstIndex(of: "\""), let width = Double(drawing[start..<end])
    else { return drawing }
    return drawing.replacingFirst(
      "<svg ", with: "<svg style=\"--w:\(NumberText.fixed(width, 0))\" "
    )
    .replacing(" id=\"", with: " id=\"\(id)-").replacing("url(#", with: "url(#\(id)-")
  }

  private static func looksNumeric(_ text: String) -> Bool {
    guard let first = text.first(where: { !"+-−£$€¥₹".contains($0) }) else { return true }
    return first.isNumber
  }
}
