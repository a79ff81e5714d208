import Documents
import Foundation
import Testing

@testable import LabServer

@Suite("The store of drafts")
struct DraftStoreTests {
  private func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  @Test("a draft is kept, saved, read by another server and deleted")
  func kept() async throws {
    try await inFolder { folder async throws in
      let text = "title: Café 😀\n\tab\r\n"
      let made = try #require(
        try DraftStore(folder: folder).add(title: "Café", text: text, beside: "small"))
      #expect(made.id == "draft-1" && made.version == 1 && made.bytes == text.utf8.count)
      let other = try DraftStore(folder: folder)
      #expect(try other.read(1)?.text == text)
      #expect(try other.drafts() == [made])
      guard case .saved(let saved) = try other.save(1, title: "B", text: "b", over: 1) else {
        Issue.record("it was not saved")
        return
      }
      #expect(saved.version == 2 && saved.title == "B" && saved.beside == "small")
      #expect(try other.delete(1))
      #expect(try !other.delete(1))
      #expect(try other.read(1) == nil)
      // A number is not given twice.
      #expect(try other.add(title: "", text: "", beside: nil)?.number == 2)
    }
  }

  @Test("who has read an older version does not save over a newer one")
  func conflict() async throws {
    try await inFolder { folder async throws in
      let (one, two) = (try DraftStore(folder: folder), try DraftStore(folder: folder))
      _ = try one.add(title: "a", text: "a", beside: nil)
      _ = try one.save(1, title: "b", text: "b", over: 1)
      guard case .conflict(let now) = try two.save(1, title: "c", text: "c", over: 1) else {
        Issue.record("it was saved")
        return
      }
      #expect(now.version == 2)
      #expect(try two.read(1)?.text == "b")
      #expect(try two.save(9, title: "c", text: "c", over: 1) == .gone)
    }
  }

  @Test("of several that save at once over the same version one does, and its text is kept")
  func race() async throws {
    try await inFolder { folder async throws in
      let stores = try (0..<4).map { _ in try DraftStore(folder: folder) }
      _ = try stores[0].add(title: "a", text: "a", beside: nil)
      for version in 1...10 {
        let saved = try await withThrowingTaskGroup(of: String?.self) { group in
          for (number, store) in stores.enumerated() {
            group.addTask {
              let text = "\(version) \(number)"
              let result = try store.save(1, title: "", text: text, over: version)
              if case .saved = result { return text }
              return nil
            }
          }
          return try await group.reduce(into: [String]()) { all, text in
            if let text { all.append(text) }
          }
        }
        #expect(saved.count == 1)
        let kept = try stores[1].read(1)
        #expect(kept?.draft.version == version + 1 && kept?.text == saved.first)
        #expect(kept?.draft.bytes == saved.first?.utf8.count)
      }
    }
  }

  @Test("of several that add at once none goes over the limit")
  func addingRace() async throws {
    try await inFolder { folder async throws in
      let stores = try (0..<4).map { _ in try DraftStore(folder: folder, most: 5) }
      let added = try await withThrowingTaskGroup(of: Int?.self) { group in
        for number in 0..<12 {
          let store = stores[number % stores.count]
          group.addTask { try store.add(title: "", text: "\(number)", beside: nil)?.number }
        }
        return try await group.reduce(into: [Int]()) { all, number in
          if let number { all.append(number) }
        }
      }
      #expect(added.sorted() == [1, 2, 3, 4, 5])
      #expect(try stores[0].drafts().count == 5)
    }
  }

  @Test("what a server that is killed had begun is not there, what it acknowledged is")
  func killed() async throws {
    try await inFolder { folder async throws in
      let store = try DraftStore(folder: folder)
      _ = try store.add(title: "a", text: "kept", beside: nil)
      // As a server leaves it that ends in the middle of a change: its journal is there, and no commit.
      let path = folder + "/drafts.sqlite"
      let copy = folder + "/killed"
      try FileSystem.makeFolders(copy)
      _ = try SQLiteFile.opened(path, patience: 0) { file in
        try file.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        for number in 0..<200 {
          let text = String(repeating: "lost \(number) ", count: 1_000)
          try file.execute(
            "INSERT INTO drafts(version, title, made, saved, bytes, text) "
              + "VALUES (1, 'b', '', '', 1, '\(text)')")
        }
        try file.execute("UPDATE drafts SET text = 'lost' WHERE number = 1")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasPrefix("drafts.sqlite") {
          try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: "\(copy)/\(name)")
        }
        try file.execute("ROLLBACK")
      }
      #expect(FileManager.default.fileExists(atPath: copy + "/drafts.sqlite-journal"))
      let again = try DraftStore(folder: copy)
      #expect(try again.drafts().count == 1)
      #expect(try again.read(1)?.text == "kept")
    }
  }

  @Test("there are so many, and no more")
  func most() async throws {
    try await inFolder { folder async throws in
      let store = try DraftStore(folder: folder, most: 2)
      for _ in 0..<2 { #expect(try store.add(title: "", text: "", beside: nil) != nil) }
      #expect(try store.add(title: "", text: "", beside: nil) == nil)
      #expect(try store.delete(1))
      #expect(try store.add(title: "", text: "", beside: nil) != nil)
    }
  }

  @Test("a later form is left alone")
  func laterForm() async throws {
    try await inFolder { folder async throws in
      try FileSystem.makeFolders(folder)
      _ = try SQLiteFile.opened(folder + "/drafts.sqlite", patience: 0) {
        try $0.execute("PRAGMA user_version = 2")
      }
      #expect {
        try DraftStore(folder: folder)
      } throws: {
        "\($0)".contains("later version")
      }
    }
  }

  @Test("ids are those that were given, and no others")
  func ids() {
    #expect(Draft.number(of: "draft-12") == 12)
    for id in ["draft-0", "draft-01", "draft-", "draft--1", "draft-+1", "draft-1x", "Draft-1", ""] {
      #expect(Draft.number(of: id) == nil, "\(id)")
    }
    #expect(Draft.number(of: "draft-99999999999999999999999") == nil)
  }
}
