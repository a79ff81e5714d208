import ArgumentParser

/// The command line of the customer-experience laboratory.
@main
struct CXLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cxlab",
    abstract: "A laboratory for customer experience.",
    discussion: """
      One scenario file describes customers, staff and rivals; cxlab simulates them event by event and \
      shows what a change to the service does to retention, satisfaction and sales growth.
      """,
    version: version,
    subcommands: [
      Run.self, Compare.self, Check.self, Show.self, Explain.self, Schema.self, New.self,
    ])

  /// The program's version.
  static let version = "0.1.0"
}
