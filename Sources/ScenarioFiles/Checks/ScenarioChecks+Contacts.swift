import CustomerExperience
import DiscreteEvents

// Appointments, and contacts that the firm makes of its own accord.
extension ScenarioChecks {
  /// Checks that there is somebody to make an appointment with and a slot to be had, and notes what does nothing.
  func checkAppointment(of touchpoint: Touchpoint, at trail: Trail) {
    guard let law = touchpoint.appointment else { return }
    let place = trail.key("appointment")
    guard let id = touchpoint.team else {
      misplaced(place, because: "needs a 'team' to make an appointment with")
      return
    }
    if touchpoint.effectiveChannel == .mail {
      misplaced(place, because: "has no place where customers write: nobody comes at a time")
    }
    guard !decoder.failed.contains(where: { $0.hasPrefix(place.text) }),
      let team = scenario.teams[id: id],
      !decoder.failed.contains(where: { $0.hasPrefix("teams.\(id)") })
    else { return }
    let longest =
      (0..<7).map { team.hours.openMinutes(from: Double($0) * 1_440, during: 1_440) }.max() ?? 0
    let most = AppointmentLaw.slots(law, openMinutes: longest)
    if most == 0 {
      let slots = place.key("slots")
      // Rounded up: at the rate that is told there is one.
      let least = longest > 0 ? (60_000 / longest).rounded(.up) / 1_000 : 0
      let remark =
        longest > 0
        ? "; the least is \(decoder.measuring.text(least, .perOpenHour)), one on its longest day"
        : ""
      decoder.report(
        "\(slots.text): there is no whole slot on any day on which \(id) is open" + remark,
        at: decoder.place(of: slots), slots)
      return
    }
    noteSites(of: id, at: place)
    checkIdle(law, most: most, at: place)
  }

  /// Notes that sites where another team serves share one book.
  private func noteSites(of team: String, at place: Trail) {
    guard let site = scenario.sites.first(where: { $0.teams[id: team] != nil }) else { return }
    decoder.doubt(
      "\(place.text) is one book for all sites, at the hours of \(team): who goes to \(site.id) books in it too, and is "
        + "served by another team", at: decoder.keyPlace(of: place), place)
  }

  /// Notes parts of an appointment that do nothing.
  private func checkIdle(_ law: Appointment, most: Int, at place: Trail) {
    func idle(_ key: String, _ reason: String) {
      let trail = place.key(key)
      guard decoder.origins[trail.text] != nil else { return }
      decoder.doubt("\(trail.text) \(reason)", at: decoder.keyPlace(of: trail), trail)
    }
    if law.overbooked > 0, AppointmentLaw.extra(law, slots: most) == 0 {
      idle(
        "overbooked",
        "does nothing: a day has \(most) slots at most, and no whole one is given twice")
    }
    guard law.noShow == 0 else { return }
    if law.reminder != nil { idle("reminder", "brings nobody: all turn up (no_show is 0)") }
    if law.lead != Appointment().lead { idle("lead", "does nothing: all turn up (no_show is 0)") }
  }

  /// Notes contacts of the firm's own accord that are never made.
  func noteIdleOutreach() {
    let trail = Trail.root.key("loyalty").key("outreach")
    note(
      trail, scenario.loyalty.outreach != nil,
      unless: ever(trail.key("rate").text) { ($0.loyalty.outreach?.rate ?? 0) > 0 },
      "the firm contacts nobody (rate is 0)")
  }
}
