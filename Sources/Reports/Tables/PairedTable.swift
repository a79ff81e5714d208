import CustomerExperience
import DiscreteEvents
import Documents
import Experiments

/// `records/paired.csv`: the same customers in both worlds of a comparison.
enum PairedTable {
  static let description = ColumnsFile.Description(
    file: "records/paired.csv",
    about:
      "Customers at the start in both worlds of a comparison, the same person with the same luck: who was saved, "
      + "who was lost. Nothing of a variant that has a past of its own, whose customers are others. The ids are those "
      + "of the records that a run of the baseline with the same seed writes.",
    columns: [
      RecordTables.id, Column("segment", "", "The segment's id."),
      Column("variant", "", "The variant's name."),
      Column(
        "fate", "",
        "saved: left in the baseline, stayed in the variant; lost: the other way round; stayed_anyway; "
          + "left_anyway."),
      Column(
        "left_baseline", "", "The day of leaving in the baseline; empty for who stayed.", .date),
      Column("cause_baseline", "", "Why; empty for who stayed."),
      Column("left_variant", "", "The day of leaving in the variant; empty for who stayed.", .date),
      Column("cause_variant", "", "Why; empty for who stayed."),
      Column(
        "satisfaction_baseline", "points",
        "Cumulative satisfaction in the baseline at the end, or on leaving."),
      Column("satisfaction_variant", "points", "The same in the variant."),
      Column(
        "paid_baseline", "the scenario's currency", "Money paid in the baseline since the start."),
      Column("paid_variant", "the scenario's currency", "The same in the variant."),
      RecordTables.replication,
    ])

  /// The rows of a replication and variant, in CSV.
  static func rows(
    _ pairs: PairedFates, variant: String, segments: [String], startDay: Int, replication: Int
  ) -> [UInt8] {
    var writer = CSVWriter()
    func leaving(_ fate: ReplicationResult.Fate) {
      let day = Int((fate.left / 1440).rounded(.down))
      writer.field(CivilDate(dayNumber: startDay + day).description)
      writer.field(fate.cause.word)
    }
    for (row, (a, b)) in zip(pairs.baseline, pairs.changed).enumerated() {
      writer.field(row + 1)
      writer.field(segments[a.segment])
      writer.field(variant)
      switch (a.left.isFinite, b.left.isFinite) {
      case (true, false): writer.field("saved")
      case (false, true): writer.field("lost")
      case (false, false): writer.field("stayed_anyway")
      case (true, true): writer.field("left_anyway")
      }
      for fate in [a, b] {
        if fate.left.isFinite {
          leaving(fate)
        } else {
          writer.field("")
          writer.field("")
        }
      }
      for fate in [a, b] { writer.field(fate.satisfaction) }
      for fate in [a, b] { writer.field(RecordTables.money(fate.paid)) }
      writer.field(replication)
      writer.endRow()
    }
    return writer.bytes
  }
}
