import Glibc
import RandomVariates

/// A segment made ready to run.
final class SegmentSettings: Sendable {
  let weights: Dimensional
  let people: PeopleSettings
  let noiseScale: Double
  let patience: Sampler
  let occasionsPerMinute: Sampler
  let spend: Sampler
  let meanSpend: Double
  /// The standard deviation of the logarithm of what people usually spend.
  let spendSpread: Double
  let initial: Int
  let priceSensitivity: Double
  /// What they pay of the list price.
  let priceShare: Double
  /// Fees on joining and a year, and a twelfth of that (contract).
  let joiningFee: Double
  let yearlyFee: Double
  let monthlyFee: Double
  let household: Household?
  /// What a family account pays less, and what leaving costs it a further person.
  let familyDiscount: Double
  let familySwitching: Double
  /// Chance a month of a move that loses the customer.
  let moveChance: Double

  init(_ segment: Segment, scenario: Scenario) throws(ModelError) {
    weights = segment.weights.of.vector
    people = try PeopleSettings(segment, scenario: scenario)
    noiseScale = EncounterQuality.noiseScale(weights: weights, shared: scenario.quality.shared)
    patience = Sampler(segment.patience)
    occasionsPerMinute = Sampler((segment.occasions ?? .constant(0)).scaled(by: 1 / TimeGrid.year))
    spend = Sampler(segment.spend ?? .constant(0))
    meanSpend = segment.spend?.mean ?? 0
    spendSpread = log(1 + segment.spendSpread * segment.spendSpread).squareRoot()
    initial = segment.initialCustomers(of: scenario.customers.total)
    priceSensitivity = segment.priceSensitivity
    priceShare = segment.priceShare
    let isBilled = scenario.customers.relationship.bond.isBilledMonthly
    joiningFee = isBilled ? segment.fees?.joining ?? 0 : 0
    yearlyFee = isBilled ? segment.fees?.yearly ?? 0 : 0
    monthlyFee = yearlyFee / 12
    household = segment.household
    familyDiscount = segment.household?.family?.discount ?? 0
    familySwitching = segment.household?.family?.switching ?? 0
    moveChance = 1 - exp(-segment.moves.rate * segment.moves.lost / 12)
    if scenario.customers.relationship.bond.isChosenOnOccasions, segment.occasions == nil {
      throw ModelError("segment '\(segment.id)' has no occasions")
    }
  }
}
