import CustomerExperience
import Documents
import Experiments

/// Charts of appointments, and of contacts that the firm makes of its own accord.
extension RunCharts {
  /// Who does not turn up, by how long before an appointment was made.
  static func noShows(_ outcome: RunOutcome) -> Chart? {
    let bands = LeadBand.allCases.compactMap { band in
      outcome.estimate("no_show_by_lead", SubjectKind.lead.subject(band.word)).map {
        (band: band, share: $0)
      }
    }
    guard bands.count > 1, let first = bands.first else { return nil }
    // The longest notice that is known to differ from the shortest.
    let clear = bands.last {
      $0.share.lower > first.share.upper || $0.share.upper < first.share.lower
    }
    var table = Table("", "", ["booked", "did not turn up", "95% CI"].map { Column($0, "", "") })
    for (band, share) in bands {
      table.append([
        .text(band.name), .text(percent(share.mean)), .text(percentInterval(share)),
      ])
    }
    func ofHundred(_ share: Estimate) -> String { NumberText.fixed(100 * share.mean, 0) }
    return Chart(
      "no_shows",
      title: "Booked \(first.band.name), \(ofHundred(first.share)) of 100 do not turn up; "
        + (clear.map { "\($0.band.name), \(ofHundred($0.share))" }
          ?? "whether it is another number later cannot be told yet"),
      subtitle: "Appointments that were neither cancelled nor freed before their time.",
      data: table
    ) { frame in
      Self.bars(
        bands.map {
          NamedBar(
            name: $0.band.name, value: 100 * $0.share.mean,
            label: Display.roundPercent($0.share.mean))
        }, axis: "% of the appointments due", in: frame)
    }
  }

  /// Customers kept and profit against how often the firm contacts customers.
  static func contactResponse(_ outcome: RunOutcome) -> Chart? {
    let points = outcome.contactResponse
    guard points.count > 2, let most = points.last else { return nil }
    func line(_ change: (ContactPoint) -> Estimate?, scale: Double) -> [LineSeries.Point] {
      points.compactMap { point in
        guard let change = change(point), change.mean.isFinite else { return nil }
        // The world as it is differs from itself by nothing: the band narrows to a point there.
        let room = point.times == 1 ? 1e-9 : 0
        return LineSeries.Point(
          point.times, mean: change.mean / scale, lower: change.lower / scale - room,
          upper: change.upper / scale + room)
      }
    }
    // A year's profit may be next to nothing, so the change is in money a customer at the start.
    let heads = Double(max(1, outcome.scenario.initialCustomers))
    let kept = line(\.retentionChange, scale: 0.01)
    let profit = line(\.profitChange, scale: heads)
    guard kept.count > 2 || profit.count > 2 else { return nil }
    // The frequency that clearly keeps most, or costs most where none keeps more.
    let clearlyKept = points.filter { ($0.retentionChange?.lower ?? 0) > 0 }
    let told =
      clearlyKept.max { ($0.retentionChange?.mean ?? 0) < ($1.retentionChange?.mean ?? 0) } ?? most
    let display = Display(outcome.scenario)
    func isOpen(_ change: Estimate) -> Bool { change.lower <= 0 && change.upper >= 0 }
    let title =
      Display.capitalised(ContactPoint.name(ofTimes: told.times)) + ": "
      + [
        told.retentionChange.map {
          isOpen($0)
            ? "no clear change of customers kept"
            : "\(signed(100 * $0.mean, 1)) of 100 customers kept"
        },
        told.profitChange.map {
          isOpen($0)
            ? "no clear change of profit"
            : "\(display.money(abs($0.mean))) \($0.mean < 0 ? "less" : "more") profit"
        },
      ].compactMap(\.self).joined(separator: ", ")
    let hasBand = (kept + profit).contains(where: \.hasBand)
    return Chart(
      "contact_response", title: title,
      subtitle:
        "Differences to contacts as they are (1), over a year; the same customers with the same luck. At 0 contacts stop "
        + "at the start; those made before are felt for a while longer."
        + (hasBand ? " Band: 95% CI of the mean." : ""),
      data: contactTable(outcome, display)
    ) { frame in
      var views: [JSONValue] = []
      if kept.count > 2 {
        views.append(
          panel(
            "Customers kept", x: "times as many contacts",
            y: "points, against contacts as they are",
            points: kept, color: Palette.blue, dash: [], sizes: nil, reference: nil,
            format: .plain, atLeast: 1, in: frame))
      }
      if profit.count > 2 {
        views.append(
          panel(
            "Profit a customer at the start", x: "times as many contacts",
            y: "against contacts as they are", points: profit, color: Palette.vermilion, dash: [],
            sizes: nil, reference: nil, format: .money(symbol: display.symbol), in: frame))
      }
      return [
        "concat": .array(views), "columns": .integer(frame.columns),
        "spacing": ["row": 26, "column": 40],
      ]
    }
  }

  private static func contactTable(_ outcome: RunOutcome, _ display: Display) -> Table {
    var table = Table(
      "", "",
      [
        "times", "contacts a customer and month", "contacted too often", "customers kept", "95% CI",
        "profit", "95% CI",
      ].map { Column($0, "", "") })
    for point in outcome.contactResponse {
      table.append([
        .text(NumberText.significant(point.times)), .text(NumberText.fixed(point.contacts, 2)),
        .text(percent(point.irritated)),
        point.retentionChange.map { .text(display.difference($0.mean, .fraction)) } ?? .none,
        point.retentionChange.map {
          .text(display.differenceInterval($0.lower, $0.upper, .fraction))
        } ?? .none,
        point.profitChange.map { .text(display.value($0.mean, .money)) } ?? .none,
        point.profitChange.map { .text(display.interval($0, .money)) } ?? .none,
      ])
    }
    return table
  }
}

extension ContactPoint {
  /// So many times as many contacts, in words.
  static func name(ofTimes times: Double) -> String {
    switch times {
    case 0: "no contact from the start on"
    case 0.5: "half as many contacts"
    case 1: "as many contacts as now"
    case 2: "twice as many contacts"
    default: "\(NumberText.significant(times)) times as many contacts"
    }
  }
}
