import Documents

extension LabRoute {
  /// The page and what it is made of.
  static let pages: [LabRoute] = [
    LabRoute(
      path: "/", name: "page", summary: "The page.", access: .everybody,
      success: .text("text/html", "The page.")
    ) { site, _ in try site.file("index.html") },
    LabRoute(
      path: "/page/{name}", name: "pageFile", summary: "A file of the page.",
      access: .everybody,
      success: LabSuccess(
        summary: "The file.",
        content: [
          "text/html", "text/css", "text/javascript", "image/svg+xml", "image/png", "font/woff2",
          "application/octet-stream",
        ].map { ($0, [:]) })
    ) { site, call in try site.file(call.id) },
    LabRoute(
      path: "/vega.js", name: "chartBundle", summary: "The bundle that draws charts.",
      access: .everybody,
      success: .text("text/javascript", "JavaScript."),
      failures: [(404, "The bundle is not installed.")]
    ) { site, _ in
      guard let bytes = site.page.chartBundle() else {
        throw LabReply.notFound(LabHTTPPage.missingBundle)
      }
      return LabReply(type: "text/javascript; charset=utf-8", bytes: bytes)
    },
    LabRoute(
      path: "/openapi.json", name: "openAPI", summary: "This description.",
      access: .members,
      success: LabSuccess(
        summary: "This document.", content: [("application/json", ["type": "object"])])
    ) { site, _ in
      LabReply(
        json: OpenAPI.document(
          ids: site.source.ids, files: site.page.files.keys.sorted(), limits: site.limits))
    },
    LabRoute(
      path: "/favicon.ico", name: "icon", summary: "Nothing: there is no icon.",
      access: .everybody,
      success: .empty("Nothing.")
    ) { _, _ in LabReply(empty: 204) },
  ]
}
