import CLabPage
import Foundation
import Testing

/// The page's files, carried in the program.
struct PageFilesTests {
  /// Every file of the page is carried, and nothing else.
  @Test func everyFileOfThePageIsCarried() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/CLabPage/page").standardized
    let onDisk = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let carried = (0..<cx_page_count()).map { cx_page_file_at($0) }
    #expect(carried.map { String(cString: $0.name) }.sorted() == onDisk)
    for file in carried {
      let name = String(cString: file.name)
      let bytes = Data(bytes: file.bytes, count: file.length)
      #expect(bytes == (try Data(contentsOf: folder.appending(path: name))), "\(name)")
    }
  }
}
