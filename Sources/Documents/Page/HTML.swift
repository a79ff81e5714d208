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
      out += escaped(part) + "<wbr>"
      part = ""
    }
    if let last = text.last { part.append(last) }
    return out + escaped(part)
  }

  /// Adds markup as it is.
  package mutating func raw(_ markup: String) { text += markup + "\n" }

  /// Adds an element with text.
  package mutating func element(_ tag: String, _ content: String, attributes: String = "") {
    let space = attributes.isEmpty ? "" : " "
    raw("<\(tag)\(space)\(attributes)>\(Self.escaped(content))</\(tag)>")
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
      element("th", column.name, attributes: "scope=\"col\"" + (number ? " class=\"n\"" : ""))
    }
    raw("</tr></thead><tbody>")
    for row in table.rows {
      text += "<tr>"
      for (cell, number) in zip(row, isNumber) {
        text += number ? "<td class=\"n\">" : "<td>"
        text += Self.escaped(cell.field) + "</td>"
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
