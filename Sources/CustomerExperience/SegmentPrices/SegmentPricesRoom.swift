import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about fees are for.
enum SegmentPriceDraw: UInt8, CaseIterable {
  /// Whether a prospect joins in spite of the fee.
  case joins = 122
  /// The month of the year in which somebody pays who was there before the world settled.
  case feeMonth = 123
}

/// Prices and fees of a segment's own: who is put off, and who pays when.
///
/// What a segment pays of the list price is read where prices are (``SegmentSettings/priceShare``): in the bill and at
/// the till, in what is felt of it, and in what offers are worth.
enum SegmentPricesRoom: Room {
  static let draws = SegmentPriceDraw.allCases.map(\.rawValue)
}

extension Simulation {
  /// What a month (contract) or a visit of mean size costs the customers of a segment at the list price, with a
  /// twelfth of the yearly fee.
  @inline(__always)
  func ourPrice(to segment: Int) -> Double {
    currentPrice * settings.segments[segment].priceShare + settings.segments[segment].monthlyFee
  }

  /// Whether the fee puts off somebody who was about to join.
  mutating func isPutOff(_ hash: UInt64, segment: Int) -> Bool {
    unowned(unsafe) let law = settings.segments[segment]
    guard law.joiningFee > 0, settings.bond.isBilledMonthly else { return false }
    random.seek(hash, SegmentPriceDraw.joins, 0)
    let joins = JoiningFeeLaw.share(
      fee: law.joiningFee, price: startPrice,
      response: settings.market.priceResponse * law.priceSensitivity)
    guard random.uniform() >= joins else { return false }
    count(layout.figures.segmentPrices.putOff, segment)
    return true
  }

  /// A new customer pays the fee on joining.
  mutating func chargeJoiningFee(_ row: Int, at now: Double) {
    guard settings.bond.isBilledMonthly else { return }
    charge(row, fee: settings.segments[Int(customers[row].segment)].joiningFee, at: now)
  }

  /// A customer is billed: once a year with the fee.
  mutating func chargeYearlyFee(_ row: Int, at now: Double) {
    let fee = settings.segments[Int(customers[row].segment)].yearlyFee
    guard fee > 0, !isSettling else { return }
    var months = tenureMonths(of: row)
    if Int(customers[row].sinceMonth) == -grid.settle, grid.settle > 0 {
      // Those with whom the world began did not all join in the same month.
      random.seek(customers[row].hash, SegmentPriceDraw.feeMonth, 0)
      months += Int(random.uniform() * 12)
    }
    guard months % 12 == 0 else { return }
    charge(row, fee: fee, at: now)
  }

  private mutating func charge(_ row: Int, fee: Double, at now: Double) {
    let amount = Money(fee)
    guard amount > .zero, !isSettling else { return }
    let account = layout.figures.segmentPrices.fees
    ledger.post(account, amount)
    count(account.figure, Int(customers[row].segment), by: amount.amount)
    customers[row].equity += amount.amount * discountFactor(now)
    noteFee(amount.amount, of: row)
    if isTraced { note("customer \(row + 1)", "pays a fee", at: now) }
  }
}
