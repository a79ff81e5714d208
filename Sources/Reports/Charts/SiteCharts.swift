import CustomerExperience
import Documents
import Experiments

/// What customers find at each site.
extension RunCharts {
  /// How uneven the service of each site is, with its mean.
  static func sites(_ outcome: RunOutcome) -> Chart? {
    let sites = SiteOutcome.all(outcome).compactMap { site in
      site.spread.flatMap { spread in
        site.quality.map { (name: site.name, spread: spread, quality: $0) }
      }
    }
    guard let least = sites.min(by: { $0.spread.mean < $1.spread.mean }),
      let most = sites.max(by: { $0.spread.mean < $1.spread.mean })
    else { return nil }
    func points(_ estimate: Estimate) -> String { NumberText.fixed(estimate.mean, 1) }
    return Chart(
      "sites",
      title: sites.count > 1
        ? "Service varies by ±\(points(most.spread)) points at \(most.name), by ±\(points(least.spread)) at \(least.name)"
        : "Service varies by ±\(points(most.spread)) points at \(most.name)",
      subtitle:
        "Standard deviation of the quality of encounters with the site's own staff; behind each bar their mean.",
      data: SiteOutcome.table(outcome)
    ) { frame in
      Self.bars(
        sites.map {
          NamedBar(
            name: $0.name, value: $0.spread.mean,
            label: "±\(points($0.spread)) around \(points($0.quality))")
        }, axis: "points of quality", in: frame)
    }
  }
}

/// A site, as a run showed it.
struct SiteOutcome {
  let name: String
  let customers: Estimate
  let way: Estimate?
  let satisfaction: Estimate?
  let wait: Estimate?
  let quality: Estimate?
  let spread: Estimate?
  let revenue: Estimate?
  let retention: Estimate?
  let moved: Estimate?

  /// Every site, in the scenario's order; none where there are no sites.
  static func all(_ outcome: RunOutcome) -> [SiteOutcome] {
    outcome.scenario.sites.compactMap { site in
      let subject = SubjectKind.site.subject(site.id)
      func estimate(_ id: String) -> Estimate? { outcome.estimate(id, subject) }
      return estimate("site_customers").map {
        SiteOutcome(
          name: site.displayName, customers: $0, way: estimate("site_way"),
          satisfaction: estimate("site_satisfaction"), wait: estimate("site_wait"),
          quality: estimate("site_quality"), spread: estimate("site_quality_spread"),
          revenue: estimate("site_revenue"), retention: estimate("site_retention"),
          moved: estimate("site_moved"))
      }
    }
  }

  /// A row a site.
  static func table(_ outcome: RunOutcome) -> Table {
    let display = Display(outcome.scenario)
    var table = Table(
      "", "",
      [
        "site", "customers", "way", "satisfaction", "wait", "quality", "its spread", "revenue",
        "kept",
      ].map { Column($0, "", "") })
    for site in all(outcome) {
      func text(_ estimate: Estimate?, _ unit: MetricUnit) -> Cell {
        .text(estimate.map { display.value($0.mean, unit) } ?? "")
      }
      table.append([
        .text(site.name), text(site.customers, .count), text(site.way, .seconds),
        text(site.satisfaction, .points), text(site.wait, .seconds), text(site.quality, .points),
        text(site.spread, .points), text(site.revenue, .money), text(site.retention, .fraction),
      ])
    }
    return table
  }
}

/// What teams are paid while every site at which they serve is closed.
struct IdlePay {
  /// The teams, for people.
  let teams: [String]
  /// The means of their pay added up, in money.
  let pay: Double

  /// Nil where no team is without a site, or its pay is not known.
  init?(_ outcome: RunOutcome) {
    var pay: [String: Double] = [:]
    for (months, teams) in outcome.scenario.idleTimes() {
      for team in teams {
        guard let series = outcome.series("staff_cost", SubjectKind.team.subject(team)) else {
          continue
        }
        for (month, paid) in series.enumerated() {
          let (begin, end) = (Double(month), Double(month + 1))
          let part = min(end, months.upperBound) - max(begin, months.lowerBound)
          pay[team, default: 0] += max(0, part) * (paid?.mean ?? 0)
        }
      }
    }
    let paid = outcome.scenario.teams.filter { (pay[$0.id] ?? 0) > 0 }
    guard !paid.isEmpty else { return nil }
    teams = paid.map(\.displayName)
    self.pay = paid.reduce(0) { $0 + (pay[$1.id] ?? 0) }
  }
}

extension Sentences {
  /// What teams whose sites are closed go on being paid; nil where there are none.
  func idlePay(_ outcome: RunOutcome) -> String? {
    IdlePay(outcome).map { idle in
      "\(Display.list(idle.teams)) \(idle.teams.count == 1 ? "goes" : "go") on being paid while every site at which "
        + "\(idle.teams.count == 1 ? "it serves" : "they serve") is closed: \(display.money(idle.pay)) of the pay, mean of the runs."
    }
  }

  /// How the sites differ, and how many had to go elsewhere; nil where there are none.
  func sites(_ outcome: RunOutcome) -> String? {
    let sites = SiteOutcome.all(outcome)
    guard let first = sites.max(by: { $0.customers.mean < $1.customers.mean }) else { return nil }
    var text =
      "More customers go to \(first.name) than anywhere else, \(Display.count(first.customers.mean)) at the end "
      + "\(interval(first.customers, .count))."
    let happy = sites.compactMap { site in site.satisfaction.map { (site.name, $0) } }
    if let best = happy.max(by: { $0.1.mean < $1.1.mean }),
      let worst = happy.min(by: { $0.1.mean < $1.1.mean }), best.0 != worst.0
    {
      text +=
        " Customers of \(best.0) are satisfied at \(NumberText.fixed(best.1.mean, 1)) points "
        + "\(interval(best.1, .points)), those of \(worst.0) at \(NumberText.fixed(worst.1.mean, 1)) "
        + "\(interval(worst.1, .points)): who goes where is a matter of the way and of how attractive a site is, so that "
        + "the sites' customers need not be alike."
    }
    let moved = sites.reduce(0) { $0 + ($1.moved?.mean ?? 0) }
    if moved > 0 {
      text +=
        " \(Display.count(moved)) customers moved to another site because theirs closed or opened again."
    }
    if let idle = idlePay(outcome) {
      text += " \(idle) A plan that closes a site can set the staff of its team as well."
    }
    return text
  }
}
