/// A self-contained page of sections; it loads nothing and runs no script.
package struct Page {
  /// A section with its heading.
  struct Section {
    var id: String
    var title: String
    /// The title in a word or two, for the list of sections.
    var short: String
    var body: HTML
  }

  package var title: String
  package var about: String
  package var stamp: String
  private(set) var sections: [Section] = []

  package init(title: String, about: String, stamp: String) {
    (self.title, self.about, self.stamp) = (title, about, stamp)
  }

  /// Adds a section, unless nothing was put into it.
  package mutating func section(
    _ id: String, _ title: String, short: String? = nil, _ fill: (inout HTML) -> Void
  ) {
    var body = HTML()
    fill(&body)
    guard !body.text.isEmpty else { return }
    sections.append(Section(id: id, title: title, short: short ?? title, body: body))
  }

  /// The page.
  package var text: String {
    var html = HTML()
    html.raw("<!DOCTYPE html>")
    html.raw("<html lang=\"en\"><head><meta charset=\"utf-8\">")
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    html.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        + "style-src 'unsafe-inline'; img-src data:\">")
    html.raw("<link rel=\"icon\" href=\"data:,\">")
    // Its content is text alone.
    html.raw("<title>\(HTML.escaped(title))</title>")
    html.raw("<style>\n\(PageStyle.css)\n</style></head><body>")
    html.raw("<header><div class=\"wide\">")
    html.element("h1", title)
    if !about.isEmpty { html.paragraph(about, style: "about") }
    html.paragraph(stamp, style: "stamp")
    html.raw("</div></header>")
    html.raw("<nav aria-label=\"Sections\"><div class=\"wide\"><ul>")
    for section in sections {
      html.raw("<li><a href=\"#\(section.id)\">\(HTML.escaped(section.short))</a></li>")
    }
    html.raw("</ul></div></nav><main class=\"wide\">")
    for section in sections {
      html.raw("<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-title\">")
      // On paper some words and the chart they lead to are not parted; a table among them may be long.
      let text = section.body.text
      let lead = text.range(of: "<figure ").map { String(text[..<$0.lowerBound]) }
      let end = text.range(of: "</figure>\n")?.upperBound ?? text.startIndex
      let isWhole = end > text.startIndex && lead?.range(of: "<table") == nil
      if isWhole { html.raw("<div class=\"whole\">") }
      html.element("h2", section.title, attributes: "id=\"\(section.id)-title\"")
      html.raw(isWhole ? "\(text[..<end])</div>\(text[end...])</section>" : text + "</section>")
    }
    html.raw("</main><footer><div class=\"wide\">")
    html.paragraph("Written by cxlab. The tables behind this page lie in the same folder.")
    html.raw("</div></footer></body></html>")
    return html.text
  }
}
