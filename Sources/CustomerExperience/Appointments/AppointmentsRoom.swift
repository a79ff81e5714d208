import DiscreteEvents
import RandomVariates

/// What draws about appointments are for.
enum AppointmentDraw: UInt8, CaseIterable {
  case accepts = 115
  case attendance = 116
  case cancelling = 117
  case again = 118
  case againAfter = 119
}

/// What happens to appointments.
enum AppointmentEvent {
  @inline(__always) static var due: UInt32 { RoomNumber.appointments.event(0) }
  @inline(__always) static var cancelled: UInt32 { RoomNumber.appointments.event(1) }
  @inline(__always) static var listEnds: UInt32 { RoomNumber.appointments.event(2) }
}

/// Appointments: the book of each touchpoint that takes them, who comes, and who waits for a slot.
///
/// The book is by days, with the slots that fit into the open minutes of each. A day's page is used again when the day has
/// passed. Who comes joins the team's line as everybody does.
struct AppointmentsRoom: Room {
  /// An appointment that was made; one event comes of each.
  struct Booking {
    var caseIndex: Int32
    var touchpoint: Int16
    /// Its place in the book; −1 where it is not in it any more.
    var slot: Int16
    var day: Int32
    var at: Double
    var made: Double
    /// The number that says whether the customer comes.
    var luck: Double
    /// Whether it still stands.
    var isHeld = true
  }

  /// Somebody who waits for a slot to be freed; one event comes of each.
  struct Listing {
    /// What has become of it.
    enum State: UInt8 { case waiting, filled, left }

    var caseIndex: Int32
    var touchpoint: Int16
    var state = State.waiting
    var joined: Double
    var until: Double
  }

  /// Where a touchpoint's book is.
  struct Book {
    var firstPage = 0
    /// Days that it has pages for; 0 where the touchpoint takes no appointments.
    var days = 0
    var firstCell = 0
    /// Cells of a page.
    var slots = 0
    /// The first day whose slots are not counted yet.
    var uncounted = 0
  }

  /// A day of a book.
  struct Page {
    var day = Int32.min
    var slots: Int16 = 0
    /// Slots that nobody has, and those that were given once more.
    var free: Int16 = 0
    var extra: Int16 = 0
  }

  fileprivate let books: TableHandle<Book>
  fileprivate let pages: TableHandle<Page>
  /// How often each slot of each page is given.
  fileprivate let cells: TableHandle<UInt8>
  fileprivate let bookings: TableHandle<Booking>
  fileprivate let freeBookings: TableHandle<UInt32>
  fileprivate let listings: TableHandle<Listing>
  fileprivate let freeListings: TableHandle<UInt32>
  /// By case: its row of `bookings`, −2 less its row of `listings`, or −1 for neither; empty until somebody asks.
  fileprivate let places: TableHandle<Int32>
  // What has become of all who ever booked, and of all who were ever on a list.
  fileprivate var booked = 0
  fileprivate var came = 0
  fileprivate var missed = 0
  fileprivate var cancelled = 0
  fileprivate var freed = 0
  fileprivate var listed = 0
  fileprivate var filled = 0
  fileprivate var gaveUp = 0
  fileprivate var left = 0

  init(_ plot: Plot) {
    books = plot.tables.make()
    pages = plot.tables.make()
    cells = plot.tables.make()
    bookings = plot.tables.make()
    freeBookings = plot.tables.make()
    listings = plot.tables.make()
    freeListings = plot.tables.make()
    places = plot.tables.make()
  }

  static let draws = AppointmentDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch event.kind {
    case AppointmentEvent.due: world.appointmentIsDue(Int(event.subject), at: event.time)
    case AppointmentEvent.cancelled:
      world.appointmentIsCancelled(Int(event.subject), at: event.time)
    default: world.listingEnds(Int(event.subject), at: event.time)
    }
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    guard before.takesAppointments || world.settings.takesAppointments else { return }
    world.booksChange(from: before, at: now)
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    if world.settings.takesAppointments { world.openBooks(at: now) }
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.settings.takesAppointments else { return }
    world.countSlots(of: world.settings, until: now)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.appointments
    var found: [String] = []
    let open = world.rows(room.bookings).count { $0.isHeld }
    if room.booked != room.came + room.missed + room.cancelled + room.freed + open {
      found.append(
        "appointments: \(room.booked) made are not \(room.came) kept, \(room.missed) missed, "
          + "\(room.cancelled) cancelled, \(room.freed) freed and \(open) to come")
    }
    let waiting = world.rows(room.listings).count { $0.state == .waiting }
    if room.listed != room.filled + room.gaveUp + room.left + waiting {
      found.append(
        "waiting list: \(room.listed) are not \(room.filled) with a slot, \(room.gaveUp) without, "
          + "\(room.left) gone and \(waiting) waiting")
    }
    return found
  }
}

// MARK: - The book

extension Simulation {
  private var books: Rows<AppointmentsRoom.Book> { rows(rooms.appointments.books) }
  private var pages: Rows<AppointmentsRoom.Page> { rows(rooms.appointments.pages) }
  private var cells: Rows<UInt8> { rows(rooms.appointments.cells) }
  private var bookings: Rows<AppointmentsRoom.Booking> { rows(rooms.appointments.bookings) }
  private var listings: Rows<AppointmentsRoom.Listing> { rows(rooms.appointments.listings) }
  private var places: Rows<Int32> { rows(rooms.appointments.places) }

  /// A slot: the number of its day, its number in it, and when it is.
  private struct Slot {
    var day: Int
    var number: Int
    var time: Double
  }

  /// Lays out the books where there are none yet.
  fileprivate mutating func openBooks(at now: Double) {
    if books.count != settings.touchpoints.count { layOutBooks(at: now) }
  }

  /// Lays out the books anew, with the appointments that stand.
  private mutating func layOutBooks(at now: Double) {
    let (books, bookings, today) = (books, bookings, grid.dayNumber(now))
    books.fill(with: AppointmentsRoom.Book(), count: settings.touchpoints.count)
    var furthest = [Int](repeating: 0, count: settings.touchpoints.count)
    for booking in bookings where booking.isHeld && booking.slot >= 0 {
      let touchpoint = Int(booking.touchpoint)
      furthest[touchpoint] = max(furthest[touchpoint], Int(booking.day) - today)
    }
    var (pageCount, cellCount) = (0, 0)
    for touchpoint in settings.touchpoints.indices {
      guard let law = settings.touchpoints[touchpoint].appointment else { continue }
      let days = max(law.ahead, furthest[touchpoint]) + 2
      books[touchpoint] = AppointmentsRoom.Book(
        firstPage: pageCount, days: days, firstCell: cellCount, slots: law.mostSlots,
        uncounted: today)
      pageCount += days
      cellCount += days * law.mostSlots
    }
    pages.fill(with: AppointmentsRoom.Page(), count: pageCount)
    cells.fill(with: 0, count: cellCount)
    for row in bookings.indices where bookings[row].isHeld && bookings[row].slot >= 0 {
      let booking = bookings[row]
      let slot = slot(at: booking.at, of: Int(booking.touchpoint), on: Int(booking.day))
      bookings[row].slot = Int16(slot)
      if slot >= 0 { take(slot, on: Int(booking.day), of: Int(booking.touchpoint)) }
    }
  }

  /// Other settings have taken over: the books are laid out anew where they differ, and appointments stand.
  fileprivate mutating func booksChange(from before: Settings, at now: Double) {
    guard !books.isEmpty else { return openBooks(at: now) }
    let next = settings
    let isSame = next.touchpoints.indices.allSatisfy { number in
      let (a, b) = (before.touchpoints[number], next.touchpoints[number])
      guard a.appointment?.law == b.appointment?.law else { return false }
      return b.appointment == nil || before.teams[a.team].opening == next.teams[b.team].opening
    }
    guard !isSame else { return }
    countSlots(of: before, until: now)
    layOutBooks(at: now)
    for touchpoint in next.touchpoints.indices { serveList(of: touchpoint, at: now) }
  }

  /// Counts the slots of the days that have passed.
  fileprivate mutating func countSlots(of settings: Settings, until now: Double) {
    let (books, today) = (books, grid.dayNumber(now))
    for touchpoint in books.indices where books[touchpoint].days > 0 {
      let point = settings.touchpoints[touchpoint]
      if month >= 0, let law = point.appointment, books[touchpoint].uncounted < today {
        var sum = 0
        for day in books[touchpoint].uncounted..<today {
          sum += slots(on: day, law, settings.teams[point.team].opening)
        }
        count(layout.figures.appointments.offered, touchpoint, by: Double(sum))
      }
      books[touchpoint].uncounted = max(books[touchpoint].uncounted, today)
    }
  }

  /// The slots of a day.
  private mutating func slots(on day: Int, _ law: AppointmentSettings, _ opening: DatedHours) -> Int
  {
    let open = opening.openMinutes(from: Double(day) * TimeGrid.day, during: TimeGrid.day)
    return min(law.mostSlots, AppointmentLaw.slots(law.law, openMinutes: open))
  }

  /// The page of a day, by its place among all: a fresh one where the place was another day's.
  private mutating func page(of day: Int, at touchpoint: Int, _ law: AppointmentSettings) -> Int {
    let (book, pages, cells) = (books[touchpoint], pages, cells)
    let place = ((day % book.days) + book.days) % book.days
    let number = book.firstPage + place
    guard Int(pages[number].day) != day else { return number }
    let team = settings.touchpoints[touchpoint].team
    let slots = Int16(slots(on: day, law, settings.teams[team].opening))
    pages[number] = AppointmentsRoom.Page(day: Int32(day), slots: slots, free: slots, extra: 0)
    let first = book.firstCell + place * book.slots
    for cell in first..<first + book.slots { cells[cell] = 0 }
    return number
  }

  /// Where a page's slots are kept.
  private mutating func firstCell(ofPage number: Int, at touchpoint: Int) -> Int {
    let book = books[touchpoint]
    return book.firstCell + (number - book.firstPage) * book.slots
  }

  /// The slot of a day that holds a time; −1 where the day has none.
  private mutating func slot(at time: Double, of touchpoint: Int, on day: Int) -> Int {
    let point = settings.touchpoints[touchpoint]
    guard let law = point.appointment else { return -1 }
    let number = page(of: day, at: touchpoint, law)
    let start = Double(day) * TimeGrid.day
    let open = settings.teams[point.team].opening
      .openMinutes(from: start, during: max(0, time - start))
    return min(Int(open / law.length), Int(pages[number].slots) - 1)
  }

  /// Gives a slot to somebody.
  private mutating func take(_ slot: Int, on day: Int, of touchpoint: Int) {
    guard let law = settings.touchpoints[touchpoint].appointment else { return }
    let (pages, cells) = (pages, cells)
    let number = page(of: day, at: touchpoint, law)
    let cell = firstCell(ofPage: number, at: touchpoint) + slot
    if cells[cell] == 0 { pages[number].free -= 1 } else { pages[number].extra += 1 }
    // A day that has become shorter may have more appointments than can be counted.
    if cells[cell] < .max { cells[cell] += 1 }
  }

  /// Takes a slot back, where the book still has it.
  ///
  /// - Returns: Whether somebody else can have it.
  private mutating func release(_ booking: AppointmentsRoom.Booking) -> Bool {
    let touchpoint = Int(booking.touchpoint)
    guard booking.slot >= 0, touchpoint < books.count, books[touchpoint].days > 0,
      let law = settings.touchpoints[touchpoint].appointment
    else { return false }
    let (pages, cells) = (pages, cells)
    let number = page(of: Int(booking.day), at: touchpoint, law)
    let cell = firstCell(ofPage: number, at: touchpoint) + Int(booking.slot)
    guard booking.slot < pages[number].slots, cells[cell] > 0 else { return false }
    cells[cell] -= 1
    if cells[cell] == 0 { pages[number].free += 1 } else { pages[number].extra -= 1 }
    return cells[cell] == 0 || hasExtra(pages[number], law)
  }

  /// Whether another slot of a day may be given twice.
  private mutating func hasExtra(_ page: AppointmentsRoom.Page, _ law: AppointmentSettings) -> Bool
  {
    Int(page.extra) < AppointmentLaw.extra(law.law, slots: Int(page.slots))
  }

  /// The first slot that can be had; nil where there is none up to a time.
  private mutating func firstFree(_ touchpoint: Int, from now: Double, until: Double) -> Slot? {
    let point = settings.touchpoints[touchpoint]
    guard let law = point.appointment else { return nil }
    let opening = settings.teams[point.team].opening
    let earliest = now + AppointmentLaw.shortestNotice
    let first = grid.dayNumber(earliest)
    let last = min(grid.dayNumber(now) + law.ahead, grid.dayNumber(until))
    guard until > earliest, first <= last else { return nil }
    for day in first...last {
      let start = Double(day) * TimeGrid.day
      var from = 0
      if day == first {
        let open = opening.openMinutes(from: start, during: earliest - start)
        from = open > 0 ? Int(open / law.length) + 1 : 0
      }
      guard let number = slot(on: day, of: touchpoint, from: from, law) else { continue }
      let open = Double(number) * law.length + AppointmentLaw.hair
      let time = start + opening.advance(from: start, open: open)
      return time <= until ? Slot(day: day, number: number, time: time) : nil
    }
    return nil
  }

  /// The first free slot of a day, or the one to be given twice; nil where there is none.
  private mutating func slot(
    on day: Int, of touchpoint: Int, from: Int, _ law: AppointmentSettings
  ) -> Int? {
    let number = page(of: day, at: touchpoint, law)
    let page = pages[number]
    let mayDouble = hasExtra(page, law)
    guard from < Int(page.slots), page.free > 0 || mayDouble else { return nil }
    let (cells, first) = (cells, firstCell(ofPage: number, at: touchpoint))
    var (best, least) = (-1, UInt8.max)
    for slot in from..<Int(page.slots) where cells[first + slot] < least {
      (best, least) = (slot, cells[first + slot])
      if least == 0 { return best }
    }
    return mayDouble && best >= 0 ? best : nil
  }
}

// MARK: - Who books, and who comes

extension Simulation {
  /// A need turns to a touchpoint that takes appointments: it books one, waits for one, or finds none.
  @inline(never)
  mutating func askForAppointment(_ index: Int, at now: Double) {
    let touchpoint = Int(cases[index].touchpoint)
    guard let law = settings.touchpoints[touchpoint].appointment else { return }
    count(layout.figures.appointments.asked, touchpoint)
    seek(caseIndex: index, AppointmentDraw.accepts)
    let until = now + min(3_650, max(0, law.accepts.draw(random))) * TimeGrid.day
    openBooks(at: now)
    let heedsWaits = settings.journeys[Int(cases[index].journey)].heedsWaits
    if let slot = firstFree(touchpoint, from: now, until: until) {
      book(index, slot, asked: now, at: now)
      if heedsWaits { needWaits(index, at: now) }
    } else if law.law.waitingList, until > now {
      putOnList(index, until: until, at: now)
      if heedsWaits { needWaits(index, at: now) }
    } else {
      isRefused(index, at: now)
    }
  }

  /// Makes an appointment.
  private mutating func book(_ index: Int, _ slot: Slot, asked: Double, at now: Double) {
    let touchpoint = Int(cases[index].touchpoint)
    guard let law = settings.touchpoints[touchpoint].appointment else { return }
    take(slot.number, on: slot.day, of: touchpoint)
    seek(caseIndex: index, AppointmentDraw.attendance)
    let booking = AppointmentsRoom.Booking(
      caseIndex: Int32(index), touchpoint: Int16(touchpoint), slot: Int16(slot.number),
      day: Int32(slot.day), at: slot.time, made: now, luck: random.uniform())
    seek(caseIndex: index, AppointmentDraw.cancelling)
    let isCancelled = random.uniform() < law.law.cancels
    let share = random.uniform()
    let bookings = bookings
    let row: UInt32
    if let free = rows(rooms.appointments.freeBookings).popLast() {
      row = free
      bookings[Int(free)] = booking
    } else {
      row = UInt32(bookings.count)
      bookings.append(booking)
    }
    note(place: Int32(row), ofCase: index)
    rooms.appointments.booked += 1
    let figures = layout.figures.appointments
    count(figures.booked, touchpoint)
    count(figures.waited, touchpoint, by: slot.time - asked)
    calendar.schedule(
      at: isCancelled ? now + share * (slot.time - now) : slot.time,
      kind: isCancelled ? AppointmentEvent.cancelled : AppointmentEvent.due, subject: row)
    if isTraced {
      let customer = Int(cases[index].customer) + 1
      note("customer \(customer)", "has an appointment on day \(slot.day + 1)", at: now)
    }
  }

  /// Notes where a case has its appointment, or its place on a list; −1 for neither.
  private mutating func note(place: Int32, ofCase index: Int) {
    let places = places
    while places.count <= index { places.append(-1) }
    places[index] = place
  }

  /// An appointment is not needed any more: its slot may be had by somebody else.
  private mutating func giveBack(_ booking: AppointmentsRoom.Booking, at now: Double) {
    let touchpoint = Int(booking.touchpoint)
    guard release(booking), booking.at >= now + AppointmentLaw.shortestNotice,
      settings.touchpoints[touchpoint].appointment?.law.waitingList == true,
      let row = firstOnList(of: touchpoint, for: booking.at)
    else { return }
    let slot = Slot(day: Int(booking.day), number: Int(booking.slot), time: booking.at)
    fill(row, with: slot, at: now)
  }

  /// The time of an appointment has come: the customer is there, or is not.
  fileprivate mutating func appointmentIsDue(_ row: Int, at now: Double) {
    let (booking, bookings) = (bookings[row], bookings)
    let (index, touchpoint) = (Int(booking.caseIndex), Int(booking.touchpoint))
    guard booking.isHeld else { return forget(row) }
    let point = settings.touchpoints[touchpoint]
    if point.needsOpening {
      let team = settings.teams[servingTeam(point.team, for: Int(cases[index].customer))]
      let minute = grid.minuteOfWeek(now)
      if !team.isOpen(now, minuteOfWeek: minute) {
        // The hours have changed since: the next opening will do.
        let opens = team.session(at: now, minuteOfWeek: minute).opens
        bookings[row].slot = -1
        guard opens < .infinity else {
          end(row, \.freed)
          needGoesOn(index)
          endCase(index, resolved: false, at: now)
          return
        }
        bookings[row].at = opens + AppointmentLaw.hair
        calendar.schedule(
          at: bookings[row].at, kind: AppointmentEvent.due, subject: UInt32(row))
        return
      }
    }
    let days = (booking.at - booking.made) / TimeGrid.day
    let band = LeadBand.of(days: days).rawValue
    let figures = layout.figures.appointments
    var chance = 0.0
    if let law = point.appointment {
      chance = AppointmentLaw.noShow(law.law, days: days)
      if law.reminderCost > .zero {
        pay(figures.reminders, law.reminderCost, for: Int(cases[index].customer), at: now)
      }
    }
    count(figures.dueByLead, band)
    needGoesOn(index)
    guard booking.luck < chance else {
      count(figures.came, touchpoint)
      end(row, \.came)
      makeContact(index, at: now)
      return
    }
    count(figures.missed, touchpoint)
    count(figures.missedByLead, band)
    end(row, \.missed)
    if isTraced {
      note("customer \(Int(cases[index].customer) + 1)", "does not turn up", at: now)
    }
    lapses(index, at: now)
  }

  /// A customer cancels an appointment: the slot is free for somebody else.
  fileprivate mutating func appointmentIsCancelled(_ row: Int, at now: Double) {
    let booking = bookings[row]
    guard booking.isHeld else { return forget(row) }
    let index = Int(booking.caseIndex)
    count(layout.figures.appointments.cancelled, Int(booking.touchpoint))
    end(row, \.cancelled)
    needGoesOn(index)
    giveBack(booking, at: now)
    lapses(index, at: now)
  }

  /// Something has become of an appointment that stood.
  private mutating func end(_ row: Int, _ fate: WritableKeyPath<AppointmentsRoom, Int>) {
    let bookings = bookings
    bookings[row].isHeld = false
    rooms.appointments[keyPath: fate] += 1
    note(place: -1, ofCase: Int(bookings[row].caseIndex))
    rows(rooms.appointments.freeBookings).append(UInt32(row))
  }

  /// The event of an appointment comes whose customer has left meanwhile: its rows can be used again.
  private mutating func forget(_ row: Int) {
    freeCases.append(bookings[row].caseIndex)
    rows(rooms.appointments.freeBookings).append(UInt32(row))
  }

  /// A need of a customer who leaves ends: its appointment is freed, or its place on a list.
  mutating func freeAppointment(ofCase index: Int, at now: Double) {
    let places = places
    guard index < places.count, places[index] != -1 else { return }
    let place = Int(places[index])
    places[index] = -1
    // The rows are used again when their events have come.
    if place >= 0 {
      let bookings = bookings
      bookings[place].isHeld = false
      rooms.appointments.freed += 1
      giveBack(bookings[place], at: now)
    } else {
      listings[-2 - place].state = .left
      rooms.appointments.left += 1
    }
  }

  /// A customer has cancelled or did not turn up: they book again, or let it be and hold nothing against the firm.
  private mutating func lapses(_ index: Int, at now: Double) {
    if !comesAgain(index, at: now) {
      endCase(index, resolved: false, isOwnDoing: true, at: now)
    }
  }

  /// Somebody found no appointment: a need that was not met, and perhaps another try.
  private mutating func isRefused(_ index: Int, at now: Double) {
    let (row, touchpoint) = (Int(cases[index].customer), Int(cases[index].touchpoint))
    count(layout.figures.appointments.refused, touchpoint)
    if cases[index].deadline < now { settlePromise(index, row: row, at: now) }
    if isTraced { note("customer \(row + 1)", "finds no appointment", at: now) }
    experience(
      index, row: row, brings: settings.deliveredByNobody, spread: settings.selfServiceSpread,
      wait: 0, resolved: false,
      team: servingTeam(settings.touchpoints[touchpoint].team, for: row), employee: -1, at: now)
    if !comesAgain(index, at: now) { endCase(index, resolved: false, at: now) }
  }

  /// Whether a need whose appointment came to nothing asks for another, as those do who gave up a line.
  private mutating func comesAgain(_ index: Int, at now: Double) -> Bool {
    cases[index].attempt = min(60, cases[index].attempt + 1)
    let journey = Int(cases[index].journey)
    seek(caseIndex: index, AppointmentDraw.again)
    guard random.uniform() < settings.journeys[journey].retry,
      journey != settings.purchaseJourney, journey != settings.leavingJourney,
      cases[index].attempt < 60
    else { return false }
    seek(caseIndex: index, AppointmentDraw.againAfter)
    let delay = max(1, settings.journeys[journey].retryAfter.draw(random))
    calendar.schedule(at: now + delay, kind: JourneyEvent.contactDue, subject: UInt32(index))
    return true
  }
}

// MARK: - The waiting list

extension Simulation {
  /// Puts a need on the waiting list.
  private mutating func putOnList(_ index: Int, until: Double, at now: Double) {
    let listing = AppointmentsRoom.Listing(
      caseIndex: Int32(index), touchpoint: cases[index].touchpoint, joined: now, until: until)
    let listings = listings
    let row: UInt32
    if let free = rows(rooms.appointments.freeListings).popLast() {
      row = free
      listings[Int(free)] = listing
    } else {
      row = UInt32(listings.count)
      listings.append(listing)
    }
    note(place: -2 - Int32(row), ofCase: index)
    rooms.appointments.listed += 1
    calendar.schedule(at: until, kind: AppointmentEvent.listEnds, subject: row)
    if isTraced {
      let customer = Int(cases[index].customer) + 1
      note("customer \(customer)", "is on the waiting list", at: now)
    }
  }

  /// Who has waited the longest for a slot at a touchpoint and accepts one at a time; nil for nobody.
  private mutating func firstOnList(of touchpoint: Int, for time: Double) -> Int? {
    let listings = listings
    var first: Int?
    for row in listings.indices where listings[row].state == .waiting {
      let listing = listings[row]
      guard Int(listing.touchpoint) == touchpoint, listing.until >= time else { continue }
      if first.map({ listing.joined < listings[$0].joined }) ?? true { first = row }
    }
    return first
  }

  /// Gives a slot to somebody on the list.
  private mutating func fill(_ row: Int, with slot: Slot, at now: Double) {
    let listings = listings
    listings[row].state = .filled
    rooms.appointments.filled += 1
    count(layout.figures.appointments.fromList, Int(listings[row].touchpoint))
    book(Int(listings[row].caseIndex), slot, asked: listings[row].joined, at: now)
  }

  /// There are other slots than before: those on the list have them first, in their order.
  private mutating func serveList(of touchpoint: Int, at now: Double) {
    guard settings.touchpoints[touchpoint].appointment != nil else { return }
    let listings = listings
    let waiting = listings.indices.filter {
      listings[$0].state == .waiting && Int(listings[$0].touchpoint) == touchpoint
    }.sorted { (listings[$0].joined, $0) < (listings[$1].joined, $1) }
    for row in waiting {
      if let slot = firstFree(touchpoint, from: now, until: listings[row].until) {
        fill(row, with: slot, at: now)
      }
    }
  }

  /// Somebody has waited on the list for as long as they accept, has a slot, or has left.
  fileprivate mutating func listingEnds(_ row: Int, at now: Double) {
    let listing = listings[row]
    let index = Int(listing.caseIndex)
    rows(rooms.appointments.freeListings).append(UInt32(row))
    switch listing.state {
    case .filled: break
    case .left: freeCases.append(listing.caseIndex)
    case .waiting:
      // Not to be counted as waiting any more.
      listings[row].state = .filled
      rooms.appointments.gaveUp += 1
      note(place: -1, ofCase: index)
      needGoesOn(index)
      isRefused(index, at: now)
    }
  }
}
