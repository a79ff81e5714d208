import CustomerExperience
import Documents
import Experiments

/// Loyalty in words: who is loyal, what a scheme does, what leavers name, and who comes back.
extension Sentences {
  /// What becomes of those who are truly loyal and of those who only behave so; nil where a run shows no such.
  func loyalty(_ outcome: RunOutcome) -> String? {
    func cell(_ cell: LoyaltyCell) -> LoyaltyOutcome? {
      LoyaltyOutcome(cell, of: nil, in: outcome).flatMap { $0.customers > 0 ? $0 : nil }
    }
    guard let loyal = cell(.trueLoyalty)?.retention, let spurious = cell(.spurious)?.retention
    else { return nil }
    return "Of 100 customers who think well of the firm and behave loyally, "
      + "\(NumberText.fixed(100 * loyal.mean, 0)) are customers a year later "
      + "\(interval(loyal, .fraction)). Of 100 who behave so but do not think so, it is "
      + "\(NumberText.fixed(100 * spurious.mean, 0)) \(interval(spurious, .fraction))."
  }

  /// What a loyalty scheme seems to do and what it does; nil where there is none.
  func scheme(_ outcome: RunOutcome) -> String? {
    guard let effect = outcome.measures.first(where: { $0.measure == .scheme }),
      let purchases = effect.purchases
    else { return nil }
    var text = ""
    if let naive = effect.naive {
      text =
        "Members come \(NumberText.fixed(naive.mean, 1)) times as often as others; who joins came often before, so that is no "
        + "effect of the scheme. "
    }
    return text + "The same customers with the same luck and no scheme show what it does: "
      + "\(RunCharts.signed(100 * purchases.mean, 1))% of purchases in the first year "
      + interval(purchases, .fraction) + "."
  }

  /// A measure to keep customers in words.
  static func name(of measure: RetentionMeasure) -> String {
    switch measure {
    case .scheme: "the loyalty scheme"
    case .winBack: "winning back those who left"
    case .closeLoop: "calling back those who answered badly"
    case .strategy: "the retention strategy"
    case .suggestions: "doing what customers suggest"
    }
  }

  /// What each measure to keep customers does in a year, a line each.
  func measures(_ outcome: RunOutcome) -> [(name: String, value: String)] {
    outcome.measures.map { effect in
      let parts = [
        effect.retention.map {
          let ends = display.differenceInterval($0.lower, $0.upper, .fraction)
          return told(
            "customers kept", $0, display.difference($0.mean, .fraction),
            ends.isEmpty ? "(one replication: no interval)" : "(95% CI \(ends) points)")
        },
        effect.purchases.map {
          told(
            "purchases", $0, "\(RunCharts.signed(100 * $0.mean, 1))%", interval($0, .fraction))
        },
        effect.profit.map {
          told(
            "profit", $0, "\(display.money(abs($0.mean))) \($0.mean < 0 ? "less" : "more")",
            interval($0, .money))
        },
        effect.returnOnSpend.map {
          "\(RunCharts.signed($0.mean, 2)) for each 1 spent \(interval($0, .index))"
        },
        effect.measure == .winBack && effect.spent == nil
          ? "what each 1 spent brings is not told, since the discount to those who are back lowers what they pay and "
            + "stands in no account of its own" : nil,
      ]
      return (
        Display.capitalised(Self.name(of: effect.measure)),
        parts.compactMap(\.self).joined(separator: "; ")
      )
    }
  }

  /// What a measure does to something: by how much, or that luck hides it.
  private func told(_ what: String, _ change: Estimate, _ size: String, _ interval: String)
    -> String
  {
    if change.mean == 0, change.lower == 0, change.upper == 0 { return "\(what) unchanged" }
    let isClear = change.lower > 0 || change.upper < 0
    return (isClear ? "\(what) \(size)" : "\(what): not clear") + " " + interval
  }

  /// How many reasons leavers name; nil where nobody does.
  func reasons(_ outcome: RunOutcome) -> String? {
    guard let several = outcome.estimate("leaving_several_reasons") else { return nil }
    return
      "Of those who name a reason, \(NumberText.fixed(100 * several.mean, 0)) of 100 name more than one: "
      + "leaving is seldom due to one thing alone. Those who move away are not counted here."
  }

  /// What winning back brings and costs; nil where nobody is approached.
  func winBack(_ outcome: RunOutcome) -> String? {
    guard let rate = outcome.estimate("winback_rate"), let back = outcome.estimate("won_back"),
      let cost = outcome.estimate("winback_cost")
    else { return nil }
    var text =
      "Of 100 leavers approached \(NumberText.fixed(100 * rate.mean, 0)) come back "
      + "\(interval(rate, .fraction)), and approaching them costs \(display.money(cost.mean)) in all"
    if back.mean > 0 { text += ", \(display.money(cost.mean / back.mean)) for each who is back" }
    text +=
      (outcome.scenario.loyalty.winBack?.discount ?? 0) > 0
      ? "; what is taken off their prices comes on top." : "."
    if let stayed = outcome.estimate("retention_12m"),
      let there = outcome.estimate("standing_share_12m")
    {
      text +=
        " Of 100 customers at the start \(NumberText.fixed(100 * stayed.mean, 1)) have not left after a year; "
        + "\(NumberText.fixed(100 * there.mean, 1)) are customers, those won back included."
    }
    if let idle = outcome.estimate("winback_not_gone"),
      let approached = outcome.estimate("winback_approached"), approached.mean > 0
    {
      text +=
        " Nobody says that they leave: \(NumberText.fixed(100 * idle.mean / approached.mean, 0)) of 100 approached had only "
        + "been silent, and get what is offered as well."
    }
    if let second = outcome.estimate("second_lifetime_12m") {
      text +=
        " Of 100 who came back, \(NumberText.fixed(100 * second.mean, 0)) stay for another year."
    }
    return text
  }

  /// What calling back those who answered badly does; nil where nobody is called.
  func callingBack(_ outcome: RunOutcome) -> String? {
    guard let share = outcome.estimate("called_back_share"),
      let gain = outcome.estimate("call_back_gain"), let cost = outcome.estimate("close_loop_cost")
    else { return nil }
    return
      "Of 100 who answered the survey badly \(NumberText.fixed(100 * share.mean, 0)) are called back, and a call "
      + "makes good \(NumberText.fixed(gain.mean, 1)) points of satisfaction. All calls cost "
      + "\(display.money(cost.mean))."
  }
}

// The retention strategy.
extension Sentences {
  /// Whom the retention strategy keeps, and what that costs; nil where nobody is approached.
  func strategy(_ outcome: RunOutcome) -> String? {
    guard let approached = outcome.estimate("strategy_approached"), approached.mean > 0,
      let share = outcome.estimate("strategy_taken_share"),
      let subsidy = outcome.estimate("strategy_subsidy"),
      let spend = outcome.estimate("strategy_spend")
    else { return nil }
    let anyway = NumberText.fixed(100 * max(0, subsidy.mean), 0)
    var text =
      "\(NumberText.grouped(approached.mean)) customers are approached, "
      + "\(NumberText.fixed(100 * share.mean, 0)) of 100 take the offer, and it comes to "
      + "\(display.money(spend.mean)) with what is taken off prices. Of 100 offers taken \(anyway) keep nobody: those who "
      + "took them would have stayed without, or leave all the same."
    if let each = outcome.estimate("strategy_cost_of_kept") {
      text += " Each customer kept costs \(display.money(each.mean)) \(interval(each, .money))"
      let told = each.replications
      text +=
        told < outcome.replications
        ? ", in the \(told) of \(outcome.replications) runs in which anybody was kept." : "."
    }
    return text
  }
}

// Who is still a customer, where nobody says when they leave.
extension Sentences {
  /// How P(alive) compares with who is still a customer; nil where it is not fitted.
  func alive(_ outcome: RunOutcome) -> String? {
    guard let mean = outcome.estimate("alive_mean"), let error = outcome.estimate("alive_error"),
      let bias = outcome.estimate("alive_bias")
    else { return nil }
    let size = NumberText.fixed(100 * abs(bias.mean), 1)
    var text =
      "Nobody says that they leave; how often they bought and when last makes it \(display.percent(mean.mean)) likely in "
      + "the mean that a customer is still one: \(size) points \(bias.mean < 0 ? "less" : "more") than the truth. "
      + "Within bands it is off by \(NumberText.fixed(100 * error.mean, 1)) points."
    if let ranking = outcome.estimate("alive_ranking") {
      text +=
        " Of one who is still a customer and one who is not it picks the right one \(NumberText.fixed(100 * ranking.mean, 0)) "
        + "times in 100."
    }
    return text
  }
}
