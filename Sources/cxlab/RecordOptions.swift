import ArgumentParser

/// Which customer-level records are written.
struct RecordOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Also write customer-level records of replication 1; in a comparison, of the same "
        + "customers in both worlds."))
  var records = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The same of the first n replications.", valueName: "n"))
  var recordsOf: Int?

  func validate() throws {
    if let recordsOf, !(1...100_000).contains(recordsOf) {
      throw ValidationError("--records-of is a whole number from 1 to 100000.")
    }
  }

  /// Of how many replications there are to be records, from the first on; 0 for none.
  var replications: Int { recordsOf ?? (records ? 1 : 0) }

  /// What was asked for, as it was written; nil for nothing.
  var flag: String? { recordsOf != nil ? "--records-of" : records ? "--records" : nil }
}
