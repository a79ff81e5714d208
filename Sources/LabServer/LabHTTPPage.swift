import CLabPage
import Documents

/// The files of the page, which lie in the program itself: no name leads out of them.
struct LabHTTPPage: Sendable {
  var files: [String: [UInt8]]
  /// The bundle that draws charts; nil where it is not installed.
  var chartBundle: @Sendable () -> [UInt8]?

  /// What this program carries.
  static let carried = LabHTTPPage(
    files: Dictionary(
      uniqueKeysWithValues: (0..<cx_page_count()).map { number in
        let file = cx_page_file_at(number)
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
        return (String(cString: file.name), Array(bytes))
      }),
    chartBundle: { ChartRenderer.bundle().flatMap { FileSystem.read($0) } })

  static let missingBundle =
    "charts are not drawn: the bundle of Vega was not found; 'make setup' installs it (all tables are there "
    + "without it)"

  /// A file; nil where there is none of that name.
  func reply(_ name: String) -> LabReply? {
    files[name].map { LabReply(type: Self.type(of: name), bytes: $0) }
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}
