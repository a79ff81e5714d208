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
  static func breakable(_ text: String) -> String {
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
  package mutating func table(_ table: Table, caption: String) {
    raw("<div class=\"scroll\" tabindex=\"0\"><table>")
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

  /// Adds a chart with its data; where it could not be drawn, its title and the data.
  package mutating func chart(_ chart: Chart, drawing: String?) {
    raw("<figure id=\"chart-\(String(chart.name.map { $0 == "_" ? "-" : $0 }))\">")
    if let drawing {
      raw(
        "<div class=\"drawing scroll\" tabindex=\"0\" role=\"img\" "
          + "aria-label=\"\(Self.escaped(chart.description))\">")
      raw(Self.sized(drawing))
      raw("</div>")
    } else {
      element("h3", chart.title)
    }
    raw(drawing == nil ? "<details open>" : "<details>")
    element("summary", "The data behind this chart")
    table(chart.data, caption: chart.title)
    raw("</details></figure>")
  }

  /// A drawing a quarter larger than it was made, but never wider than the page; on a phone it keeps
  /// its size and is scrolled sideways, as its text would be too small otherwise.
  private static func sized(_ drawing: String) -> String {
    guard let start = drawing.range(of: " width=\"")?.upperBound,
      let end = drawing[start...].firstIndex(of: "\""), let width = Double(drawing[start..<end])
    else { return drawing }
    let style =
      "width:\(NumberText.fixed(1.25 * width, 0))px;min-width:\(NumberText.fixed(0.85 * width, 0))px"
    return drawing.replacingFirst("<svg ", with: "<svg style=\"\(style)\" ")
  }

  private static func looksNumeric(_ text: String) -> Bool {
    guard let first = text.first(where: { !"+-−£$€¥₹".contains($0) }) else { return true }
    return first.isNumber
  }
}
