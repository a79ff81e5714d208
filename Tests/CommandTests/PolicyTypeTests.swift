import Foundation
import Testing

@Suite("What a policy can ask for is settled by the compiler")
struct PolicyTypeTests {
  /// Compiles a policy that asks the firm something, against the modules that the tests were built with.
  private func compiles(_ question: String) async throws -> Bool {
    let program = URL(fileURLWithPath: try #require(Program.path))
    let built = program.resolvingSymlinksInPath().deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cxlab-policy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = """
      import CustomerExperience

      struct Curious: Policy {
        mutating func decide(_ decisions: inout Decisions, knowing firm: FirmView) {
          decisions.price += \(question) ?? 0
        }
      }
      """
    let file = folder.appendingPathComponent("curious.swift")
    try Data(source.utf8).write(to: file)
    let sources = Program.package.appendingPathComponent("Sources")
    let maps = [
      sources.appendingPathComponent("CGSL/module.modulemap"),
      sources.appendingPathComponent("CPrefetch/module.modulemap"),
      built.appendingPathComponent("CPhilox.build/module.modulemap"),
    ]
    let words =
      [
        "swiftc", "-typecheck", "-swift-version", "6", "-I",
        built.appendingPathComponent("Modules").path,
      ]
      + maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
      + ["-Xcc", "-I", "-Xcc", sources.appendingPathComponent("CPhilox/include").path, file.path]
    let outcome = try await Program.run(words, in: folder, of: "/usr/bin/env")
    return outcome.status == 0
  }

  @Test(
    "what the firm has in its books and what its instruments say",
    arguments: [
      #"firm.value(of: \.survey.satisfaction)"#, #"firm.value(of: \.complaints.complaints)"#,
      #"firm.value(of: \.money.revenue)"#, "firm.answers.last?.points",
    ])
  func knowledge(question: String) async throws {
    #expect(try await compiles(question))
  }

  @Test(
    "not the truth",
    arguments: [
      #"firm.value(of: \.experience.satisfaction)"#, #"firm.value(of: \.complaints.failures)"#,
      #"firm.value(of: \.retention.after12)"#, "firm.timeline.values.first",
    ])
  func truth(question: String) async throws {
    #expect(try await !compiles(question))
  }
}
