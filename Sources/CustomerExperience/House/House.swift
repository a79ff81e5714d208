import DiscreteEvents

/// The house: the one place where rooms are named.
///
/// A room is a part of the model with its law, its keys, its state, its events, its draws and its figures in
/// a folder of its own. To add one is to write its files, and to name it here: in the list of ``House/rooms``,
/// among the ``RoomNumber``s and in ``House/handle(_:in:)`` where it has events, in ``Rooms`` where it has a
/// state, in ``Figures`` where it has figures, and at the moments (below) that it takes part in.
enum House {
  /// Every room, in the order in which their parts of a month are played.
  static let rooms: [any Room.Type] = [
    ManagementRoom.self, KnowledgeRoom.self, PeopleRoom.self, CustomersRoom.self, JourneysRoom.self,
    ContactsRoom.self, StaffRoom.self, TrainingRoom.self,
    ExperienceRoom.self, FeatureRoom.self, UpdatesRoom.self, ComplaintsRoom.self, ContractRoom.self,
    RepertoireRoom.self,
    RivalsRoom.self, AcquisitionRoom.self, StampCardRoom.self, PlanRoom.self, MoneyRoom.self,
    SurveyRoom.self, MysteryShopperRoom.self, RetentionRoom.self, WorthRoom.self,
    RecordsRoom.self, SwitchingCostsRoom.self, PricesRoom.self, CampaignRoom.self,
    LoyaltyMeasureRoom.self, ReasonsRoom.self, WinBackRoom.self, CloseLoopRoom.self,
    MembershipRoom.self, FairnessRoom.self, StockRoom.self, ReturnsRoom.self, SegmentationRoom.self,
    OutreachRoom.self, AppointmentsRoom.self,
    StandardsRoom.self, StrategyRoom.self, SuggestionRoom.self,
    AliveRoom.self,
    SegmentPricesRoom.self, HouseholdsRoom.self, SitesRoom.self,
  ]

  /// Hands an event to its room.
  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch RoomNumber.room(of: event.kind) {
    case .clock: world.handleClock(event)
    case .customers: CustomersRoom.handle(event, in: &world)
    case .journeys: JourneysRoom.handle(event, in: &world)
    case .contacts: ContactsRoom.handle(event, in: &world)
    case .staff: StaffRoom.handle(event, in: &world)
    case .training: TrainingRoom.handle(event, in: &world)
    case .contract: ContractRoom.handle(event, in: &world)
    case .repertoire: RepertoireRoom.handle(event, in: &world)
    case .rivals: RivalsRoom.handle(event, in: &world)
    case .acquisition: AcquisitionRoom.handle(event, in: &world)
    case .plan: PlanRoom.handle(event, in: &world)
    case .mysteryShopper: MysteryShopperRoom.handle(event, in: &world)
    case .updates: UpdatesRoom.handle(event, in: &world)
    case .campaigns: CampaignRoom.handle(event, in: &world)
    case .winBack: WinBackRoom.handle(event, in: &world)
    case .closeLoop: CloseLoopRoom.handle(event, in: &world)
    case .returns: ReturnsRoom.handle(event, in: &world)
    case .appointments: AppointmentsRoom.handle(event, in: &world)
    case .standards: StandardsRoom.handle(event, in: &world)
    case nil: break
    }
  }
}

// The moments that come with every event: who takes part in them stands here by name.
extension House {
  /// Adds what rooms do to an encounter, before it is experienced.
  @inline(__always)
  static func add(to encounter: inout Encounter, at now: Double, in world: inout Simulation) {
    if world.settings.hasFeatures { world.featuresMeet(&encounter, at: now) }
    if world.settings.hasStock { world.shelvesMeet(&encounter) }
    if world.settings.hasSuggestions {
      let touchpoint = Int(world.cases[encounter.caseIndex].touchpoint)
      encounter.performance += .all(world.improvement(atTouchpoint: touchpoint))
    }
  }

  /// An encounter has been experienced.
  @inline(__always)
  static func isExperienced(
    _ encounter: Encounter, satisfaction: Double, in world: inout Simulation
  ) {
    if world.settings.hasFeatures {
      world.noteFeatures(encounter, satisfaction: satisfaction)
    }
    if world.settings.isFairnessMeasured { world.noteTreatment(encounter) }
    if world.settings.hasReturns { world.noteShortfall(encounter) }
    if world.settings.hasStandards {
      world.noteCompliance(encounter, satisfaction: satisfaction)
    }
    if world.settings.hasSuggestions { world.noteWish(encounter, satisfaction: satisfaction) }
  }

  /// A customer is about to choose among us, the rivals and nothing (repertoire): rooms may change the
  /// utilities, in that order.
  @inline(__always)
  static func choiceIsMade(
    by row: Int, _ utilities: UnsafeMutableBufferPointer<Double>, uniform: Double,
    in world: inout Simulation
  ) {
    guard !world.settings.choicesArePlain else { return }
    if world.settings.hasOutreach { world.outreachPulls(row, utilities) }
    if world.settings.hasStampCard {
      world.stampCardPulls(row, utilities, uniform: uniform)
    }
    if world.settings.hasMembership {
      world.membershipPulls(row, utilities, uniform: uniform)
    }
    if world.settings.hasStrategy { world.strategyPulls(row, utilities) }
    if world.settings.hasVisitOffers { world.winBackPulls(row, utilities) }
  }

  /// A visit is about to be paid for (repertoire).
  ///
  /// - Returns: Money that rooms take off the bill.
  @inline(__always)
  static func visitIsPaid(
    by row: Int, visit: Int, bill: Double, at now: Double, in world: inout Simulation
  ) -> Double {
    var off = 0.0
    if world.settings.hasStampCard {
      off = world.stampCardIsShown(row, visit: visit, bill: bill, at: now)
    }
    if world.settings.hasMembership {
      off += world.membershipIsShown(row, visit: visit, bill: bill - off, at: now)
    }
    if world.settings.hasStrategy { off += world.strategyTakesOff(row, bill: bill - off) }
    if world.settings.hasVisitOffers { off += world.winBackTakesOff(row, bill: bill - off) }
    return off
  }

  /// Somebody whom a room sent to a line (``Contact/sender``) has been served.
  static func isServed(_ id: Int, _ contact: Contact, at now: Double, in world: inout Simulation) {
    switch RoomNumber(contact.sender) {
    case .mysteryShopper: world.shopperIsServed(id, contact, at: now)
    case .updates: world.askingEnds(id, contact, wasServed: true, at: now)
    case .standards: world.isChecked(id, contact, at: now)
    default: break
    }
  }

  /// Somebody whom a room sent to a line has given up waiting.
  static func gaveUp(_ id: Int, _ contact: Contact, at now: Double, in world: inout Simulation) {
    switch RoomNumber(contact.sender) {
    case .mysteryShopper: world.shopperLeaves(id)
    case .updates: world.askingEnds(id, contact, wasServed: false, at: now)
    case .standards: world.checkIsOff(id, contact, at: now)
    default: break
    }
  }

  /// What a trace calls somebody whom a room sent to a line.
  static func name(ofSent contact: Contact) -> String {
    switch RoomNumber(contact.sender) {
    case .mysteryShopper: "mystery shopper \(contact.number + 1)"
    case .updates: "a customer who asks"
    case .standards: "a check of the standard"
    default: "visitor \(contact.number + 1)"
    }
  }

  /// While the world settles, another customer takes the row of one who left: what rooms keep by customer
  /// begins anew.
  @inline(__always)
  static func rowIsTaken(_ row: Int, in world: inout Simulation) {
    world.dropStampCard(row)
    if world.settings.market.reference != nil { world.forgetUsualPrice(row) }
    if world.settings.hasStock { world.dropStreak(row) }
    world.dropGrievance(row)
    world.dropMember(row)
    world.dropAddressee(row)
  }

  /// A customer has left for good, after the start.
  @inline(__always)
  static func hasLeft(_ row: Int, cause: LeavingCause, at now: Double, in world: inout Simulation) {
    world.countReasons(row, cause: cause)
    if world.settings.hasStrategy { world.endStrategyOffer(row) }
    if world.settings.hasWinBack { world.planWinBack(row, cause: cause, at: now) }
  }
}

/// The rooms that have events, by number.
enum RoomNumber: UInt32 {
  case clock, customers, journeys, contacts, staff, training, contract, repertoire, rivals,
    acquisition, plan, mysteryShopper, updates, campaigns, winBack, closeLoop, returns,
    appointments, standards

  /// Kinds of event a room.
  static let kinds: UInt32 = 16

  /// The room of a kind of event.
  @inline(__always)
  static func room(of kind: UInt32) -> RoomNumber? { RoomNumber(rawValue: kind / kinds) }

  /// The room by its number in a ``Contact``; nil for none.
  init?(_ sender: UInt8) { self.init(rawValue: UInt32(sender)) }

  /// The number in a ``Contact`` of whom the room sends.
  var sender: UInt8 { UInt8(rawValue) }

  /// The kind of a room's n-th event.
  @inline(__always)
  func event(_ number: UInt32) -> UInt32 { rawValue * Self.kinds + number }
}

/// The state of every room.
struct Rooms {
  var management: ManagementRoom
  var knowledge: KnowledgeRoom
  var people: PeopleRoom
  var customers: CustomersRoom
  var journeys: JourneysRoom
  var contacts: ContactsRoom
  var staff: StaffRoom
  var training: TrainingRoom
  var complaints: ComplaintsRoom
  var contract = ContractRoom()
  var repertoire: RepertoireRoom
  var rivals: RivalsRoom
  var acquisition: AcquisitionRoom
  var stampCard: StampCardRoom
  var mysteryShopper: MysteryShopperRoom
  var updates: UpdatesRoom
  var plan = PlanRoom()
  var money: MoneyRoom
  var worth: WorthRoom
  var retention: RetentionRoom
  var records: RecordsRoom
  var prices: PricesRoom
  var campaigns: CampaignRoom
  var loyaltyMeasure: LoyaltyMeasureRoom
  var reasons: ReasonsRoom
  var winBack: WinBackRoom
  var closeLoop = CloseLoopRoom()
  var membership: MembershipRoom
  var fairness: FairnessRoom
  var stock: StockRoom
  var returns: ReturnsRoom
  var segmentation: SegmentationRoom
  var outreach: OutreachRoom
  var appointments: AppointmentsRoom
  var standards: StandardsRoom
  var strategy: StrategyRoom
  var suggestions: SuggestionRoom
  var households = HouseholdsRoom()
  var sites: SitesRoom

  init(_ plot: Plot) {
    management = ManagementRoom(plot)
    knowledge = KnowledgeRoom(plot)
    people = PeopleRoom(plot)
    customers = CustomersRoom(plot)
    journeys = JourneysRoom(plot)
    contacts = ContactsRoom(plot)
    staff = StaffRoom(plot)
    training = TrainingRoom(plot)
    complaints = ComplaintsRoom(plot)
    repertoire = RepertoireRoom(plot)
    rivals = RivalsRoom(plot)
    acquisition = AcquisitionRoom(plot)
    stampCard = StampCardRoom(plot)
    mysteryShopper = MysteryShopperRoom(plot)
    updates = UpdatesRoom(plot)
    money = MoneyRoom(plot)
    worth = WorthRoom(plot)
    retention = RetentionRoom(plot)
    records = RecordsRoom(plot)
    prices = PricesRoom(plot)
    campaigns = CampaignRoom(plot)
    loyaltyMeasure = LoyaltyMeasureRoom(plot)
    reasons = ReasonsRoom(plot)
    winBack = WinBackRoom(plot)
    membership = MembershipRoom(plot)
    fairness = FairnessRoom(plot)
    stock = StockRoom(plot)
    returns = ReturnsRoom(plot)
    segmentation = SegmentationRoom(plot)
    outreach = OutreachRoom(plot)
    appointments = AppointmentsRoom(plot)
    standards = StandardsRoom(plot)
    strategy = StrategyRoom(plot)
    suggestions = SuggestionRoom(plot)
    sites = SitesRoom(plot)
  }
}

/// The figures of every room, in the order of the reference.
public struct Figures: Sendable, BitwiseCopyable {
  /// Who is still a customer.
  public let retention: RetentionFigures
  /// What customers think.
  public let experience: ExperienceFigures
  /// What the survey says.
  public let survey: SurveyFigures
  /// Customers on the books.
  public let customers: CustomerFigures
  /// Customers under contract who meant to leave.
  public let contract: ContractFigures
  /// Where new customers come from.
  public let acquisition: AcquisitionFigures
  /// What goes wrong, and what the firm hears of it.
  public let complaints: ComplaintFigures
  /// Needs, and how they are met.
  public let journeys: JourneyFigures
  /// Lines, waits and quality.
  public let contacts: ContactFigures
  /// How waits feel.
  public let waiting: WaitingFigures
  /// What keeping customers informed avoids, and costs.
  public let updates: UpdatesFigures
  /// What features of the offer do.
  public let features: FeatureFigures
  /// Who serves, and how they fare.
  public let staff: StaffFigures
  /// What courses take.
  public let training: TrainingFigures
  /// The rivals, and who buys from whom.
  public let rivals: RivalFigures
  /// What a stamp card does.
  public let stampCard: StampCardFigures
  /// What mystery shoppers say.
  public let mysteryShopper: MysteryShopperFigures
  /// How prices feel.
  public let prices: PriceFigures
  /// What campaigns win.
  public let campaigns: CampaignFigures
  /// Who buys from whom.
  public let buyers: BuyerFigures
  /// What is earned and spent.
  public let money: MoneyFigures
  /// What customers are worth, one by one.
  public let worth: WorthFigures
  /// Loyalty as customers think and as they behave.
  public let loyaltyMeasure: LoyaltyMeasureFigures
  /// What leavers say.
  public let reasons: ReasonFigures
  /// What approaching leavers brings back.
  public let winBack: WinBackFigures
  /// What calling back those who answered badly does.
  public let closeLoop: CloseLoopFigures
  /// What a membership does.
  public let membership: MembershipFigures
  /// How people are treated, by who they are.
  public let fairness: FairnessFigures
  /// What is out of stock.
  public let stock: StockFigures
  /// What comes back.
  public let returns: ReturnsFigures
  /// How well segments meet needs.
  public let segmentation: SegmentationFigures
  /// What contacts of the firm's own accord do.
  public let outreach: OutreachFigures
  /// How appointments are kept.
  public let appointments: AppointmentFigures
  /// How well teams keep to their standards.
  public let standards: StandardsFigures
  /// What a retention strategy does.
  public let strategy: StrategyFigures
  /// What becomes of customers' ideas.
  public let suggestions: SuggestionFigures
  /// Who is still a customer by the till.
  public let alive: AliveFigures
  /// What customers find at each site.
  public let sites: SiteFigures
  /// The persons behind customers.
  public let households: HouseholdFigures
  /// What each segment pays.
  public let segmentPrices: SegmentPriceFigures

  init(_ declare: inout FigureBuilder) {
    retention = RetentionFigures(&declare)
    experience = ExperienceFigures(&declare)
    survey = SurveyFigures(&declare)
    customers = CustomerFigures(&declare)
    contract = ContractFigures(&declare)
    acquisition = AcquisitionFigures(&declare)
    complaints = ComplaintFigures(&declare)
    journeys = JourneyFigures(&declare, customers: customers)
    contacts = ContactFigures(&declare)
    staff = StaffFigures(&declare, contacts: contacts)
    training = TrainingFigures(&declare)
    rivals = RivalFigures(&declare)
    money = MoneyFigures(&declare)
    waiting = WaitingFigures(&declare)
    features = FeatureFigures(&declare)
    updates = UpdatesFigures(&declare)
    worth = WorthFigures(&declare)
    stampCard = StampCardFigures(&declare)
    mysteryShopper = MysteryShopperFigures(&declare, contacts: contacts)
    prices = PriceFigures(&declare)
    campaigns = CampaignFigures(&declare)
    buyers = BuyerFigures(&declare)
    loyaltyMeasure = LoyaltyMeasureFigures(&declare)
    reasons = ReasonFigures(&declare, customers: customers)
    winBack = WinBackFigures(&declare)
    closeLoop = CloseLoopFigures(&declare)
    membership = MembershipFigures(&declare)
    fairness = FairnessFigures(&declare)
    stock = StockFigures(&declare, money: money)
    returns = ReturnsFigures(&declare, money: money)
    segmentation = SegmentationFigures(&declare)
    outreach = OutreachFigures(&declare)
    appointments = AppointmentFigures(&declare)
    standards = StandardsFigures(&declare)
    strategy = StrategyFigures(&declare)
    suggestions = SuggestionFigures(&declare)
    alive = AliveFigures(&declare)
    households = HouseholdFigures(&declare, money: money)
    sites = SiteFigures(&declare)
    segmentPrices = SegmentPriceFigures(&declare, money: money)
  }
}

extension SubjectKind {
  /// Every kind of subject, in the order of the tables.
  public static let known: [SubjectKind] = [
    .all, .segment, .journey, .team, .rival, .planItem, .dimension, .touchpoint, .gap, .feature,
    .pull, .origin, .provider, .loyalty, .reason, .delay, .group, .category, .method, .lead,
    .rule, .returnReason, .alive, .account, .site,
  ]
}
