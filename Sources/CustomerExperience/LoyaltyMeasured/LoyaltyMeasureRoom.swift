import DiscreteEvents

/// Loyalty measured: what customers think and what they do, month by month, and what becomes of each kind of loyalty.
struct LoyaltyMeasureRoom: Room {
  /// The cell of each customer at the start; −1 for none.
  fileprivate let cells: TableHandle<Int8>

  init(_ plot: Plot) { cells = plot.tables.make() }

  static func runBegins(_ world: inout Simulation) {
    let cells = world.rows(world.rooms.loyaltyMeasure.cells)
    cells.fill(with: -1, count: world.customers.count)
    for row in world.customers.indices where world.customers[row].isActive {
      let share = world.settings.bond.isChosenOnOccasions ? world.shareOfWallet(of: row) : .nan
      cells[row] = Int8(world.loyaltyCell(of: row, buying: share, at: 0).rawValue)
    }
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    world.measureLoyalty(at: now)
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    world.concludeLoyalty(end: end)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let placed = world.rows(world.rooms.loyaltyMeasure.cells).count { $0 >= 0 }
    guard placed != world.initialCount else { return [] }
    return [
      "loyalty: \(placed) customers in the grid are not the \(world.initialCount) at the start"
    ]
  }
}

extension Simulation {
  /// The cell of a customer in the grid of attitude and behaviour.
  ///
  /// - Parameter share: of their purchases, the share that is ours; counts where customers choose on occasions.
  @inline(__always)
  fileprivate mutating func loyaltyCell(
    of row: Int, buying share: Double, at now: Double
  ) -> LoyaltyCell {
    let from = settings.loyalFrom
    let attitude = LoyaltyCell.attitude(
      satisfaction: customers[row].satisfaction, trust: customers[row].trust)
    let behaves =
      settings.bond.isChosenOnOccasions
      ? share >= from.share
      : now - customers[row].since >= from.tenureMonths * TimeGrid.month
    return .cell(isStrong: attitude >= from.attitude, behavesLoyally: behaves)
  }

  /// Reads the loyalty of the customers on the books at a month's end.
  fileprivate mutating func measureLoyalty(at now: Double) {
    let segments = settings.segments.count
    let none = [Double](repeating: 0, count: segments + 1)
    var (heads, promoters, tenure) = (none, none, none)
    var (wallets, wallet, buyers, days) = (none, none, none, none)
    let kinds = LoyaltyCell.allCases.count
    var cells = [Double](repeating: 0, count: (segments + 1) * kinds)
    let isRepertoire = settings.bond.isChosenOnOccasions
    // By segment, from 1; all together, at 0, are their sums.
    let customers = customers
    for row in customers.indices where customers[row].isActive {
      let s = Int(customers[row].segment) + 1
      heads[s] += 1
      if SurveyResponse.promoter(customers[row].satisfaction) > 0 { promoters[s] += 1 }
      tenure[s] += (now - customers[row].since) / TimeGrid.month
      let share = isRepertoire ? shareOfWallet(of: row) : .nan
      cells[s * kinds + loyaltyCell(of: row, buying: share, at: now).rawValue] += 1
      guard isRepertoire else { continue }
      if share.isFinite {
        wallets[s] += 1
        wallet[s] += share
      }
      let silence = (now - file(of: row).lastVisit) / TimeGrid.day
      if silence.isFinite {
        buyers[s] += 1
        days[s] += silence
      }
    }
    func addUp(_ sums: inout [Double], kinds: Int = 1) {
      for place in kinds..<sums.count { sums[place % kinds] += sums[place] }
    }
    addUp(&heads)
    addUp(&promoters)
    addUp(&tenure)
    addUp(&wallets)
    addUp(&wallet)
    addUp(&buyers)
    addUp(&days)
    addUp(&cells, kinds: kinds)
    let figures = layout.figures.loyaltyMeasure
    for s in 0...segments {
      let (kind, subject): (SubjectKind, Int) = s == 0 ? (.all, 0) : (.segment, s - 1)
      set(figures.recommend, kind, subject, to: FigureReading.ratio(promoters[s], heads[s]))
      set(figures.tenure, kind, subject, to: FigureReading.ratio(tenure[s], heads[s]))
      if isRepertoire {
        set(figures.shareOfWallet, kind, subject, to: FigureReading.ratio(wallet[s], wallets[s]))
        set(figures.recency, kind, subject, to: FigureReading.ratio(days[s], buyers[s]))
      }
      for cell in LoyaltyCell.allCases {
        let place = s * LoyaltyCell.allCases.count + cell.rawValue
        set(figures.share, .loyalty, place, to: FigureReading.ratio(cells[place], heads[s]))
      }
    }
  }

  /// What became of the customers at the start in a year, by their cell.
  fileprivate mutating func concludeLoyalty(end: Int) {
    let figures = layout.figures.loyaltyMeasure
    let kinds = LoyaltyCell.allCases.count
    let segments = settings.segments.count
    let none = [Double](repeating: 0, count: (segments + 1) * kinds)
    var (heads, stayed, paid) = (none, none, none)
    let cells = rows(rooms.loyaltyMeasure.cells)
    let isWhole = end >= 12
    let accounts = isWhole ? accounts(in: 0..<12) : []
    let year = isWhole ? grid.boundary(12) : .infinity
    for row in cells.indices where cells[row] >= 0 {
      var isThere = false
      if isWhole { forEachSpell(of: row) { isThere = isThere || $0.from <= year && $0.to >= year } }
      for s in [0, Int(customers[row].segment) + 1] {
        let place = s * kinds + Int(cells[row])
        heads[place] += 1
        if isThere { stayed[place] += 1 }
        if isWhole { paid[place] += accounts[row].revenue.amount }
      }
    }
    for place in heads.indices {
      conclude(figures.customers, .loyalty, place, heads[place])
      guard isWhole else { continue }
      conclude(
        figures.retention, .loyalty, place, FigureReading.ratio(stayed[place], heads[place]))
      conclude(figures.revenue, .loyalty, place, FigureReading.ratio(paid[place], heads[place]))
    }
    guard isWhole, settings.bond.isChosenOnOccasions else { return }
    for s in 0...segments {
      var (bought, again) = (0.0, 0.0)
      for row in customers.indices where s == 0 || Int(customers[row].segment) == s - 1 {
        if accounts[row].purchases > 0 { bought += 1 }
        if accounts[row].purchases > 1 { again += 1 }
      }
      conclude(
        figures.repeatRate, s == 0 ? .all : .segment, max(0, s - 1),
        FigureReading.ratio(again, bought))
    }
  }
}
