import CustomerExperience
import Documents
import Experiments

/// Appointments, and contacts that the firm makes of its own accord, in words.
extension Sentences {
  /// The least share that is told of 100: a smaller one would read as none.
  private static let leastTold = 0.005

  /// How appointments are found and kept, in two sentences; nil where there are none.
  func appointments(_ outcome: RunOutcome) -> String? {
    guard let wait = outcome.estimate("appointment_wait"),
      let missed = outcome.estimate("no_show_rate"), let used = outcome.estimate("slots_used")
    else { return nil }
    var text =
      "Customers have an appointment \(Display.duration(wait.mean)) after they ask for one in the mean, and of 100 "
      + "appointments due nobody comes to \(NumberText.fixed(100 * missed.mean, 0)) "
      + "\(interval(missed, .fraction)). Of 100 slots \(NumberText.fixed(100 * used.mean, 0)) are used"
    if let list = outcome.estimate("slots_from_list"), list.mean >= Self.leastTold {
      text +=
        ", and \(NumberText.fixed(100 * list.mean, 0)) of 100 appointments go to somebody on the waiting list"
    }
    if let refused = outcome.estimate("appointments_refused"), refused.mean >= Self.leastTold {
      text += "; \(NumberText.fixed(100 * refused.mean, 0)) of 100 who ask find none"
    }
    return text + "."
  }

  /// How often the firm contacts customers, and what another frequency would do; nil where it contacts nobody.
  func outreach(_ outcome: RunOutcome) -> String? {
    guard let made = outcome.estimate("outreach_contacts"),
      let cost = outcome.estimate("outreach_cost")
    else { return nil }
    var text =
      "The firm makes \(display.value(made.mean, .count)) contacts of its own accord, which cost "
      + "\(display.money(cost.mean))"
    let feel = [
      ("irritated_share", "are contacted more than they tolerate"),
      ("opted_out_share", "have opted out"),
    ].compactMap { id, words in
      outcome.estimate(id).flatMap {
        $0.mean < Self.leastTold ? nil : "\(NumberText.fixed(100 * $0.mean, 0)) \(words)"
      }
    }
    if !feel.isEmpty { text += "; of 100 customers \(Display.list(feel))" }
    text += "."
    let told = outcome.contactResponse.filter { $0.profitChange?.mean.isFinite == true }
    guard told.count > 1,
      let best = told.max(by: { ($0.profitChange?.mean ?? 0) < ($1.profitChange?.mean ?? 0) }),
      let profit = best.profitChange
    else { return text }
    if best.times == 1 {
      return text + " None of the other frequencies that were tried brings more profit in a year."
    }
    let often = Display.capitalised(ContactPoint.name(ofTimes: best.times))
    guard profit.lower > 0 else {
      return text + " Whether another frequency would bring more profit cannot be told yet."
    }
    text +=
      " \(often) would bring \(display.money(profit.mean)) more profit in a year than now "
      + "\(interval(profit, .money))."
    // Others that may be as good: their intervals reach the best one's mean.
    let rivals = told.filter {
      $0.times != best.times && $0.times != 1 && ($0.profitChange?.upper ?? 0) >= profit.mean
    }
    if !rivals.isEmpty {
      text +=
        " It cannot be told yet whether \(ContactPoint.name(ofTimes: rivals[0].times)) would bring as much."
    }
    return text
  }
}
