extension Glossary {
  static let relations = Unit(
    id: "crm", title: "Customer relationship management (Pass, Merit, Distinction)",
    criteria: [
      Criterion(number: "1.1", text: "Key features of managing customer relationships"),
      Criterion(number: "1.2", text: "What good relationships bring a business"),
      Criterion(number: "1.3", text: "What quality management does for them"),
      Criterion(number: "1 M1", text: "Judging the ways of measuring satisfaction"),
      Criterion(number: "2.1", text: "The processes that it takes"),
      Criterion(number: "2.2", text: "The part of the firm's own staff"),
      Criterion(number: "2.3", text: "The part of stakeholders outside"),
      Criterion(number: "2 D1", text: "What engaged employees do for customers"),
      Criterion(number: "3.1", text: "Loyalty schemes as a source of information"),
      Criterion(number: "3.2", text: "Using that information in decisions"),
      Criterion(number: "3 D1", text: "Judging the ways of segmenting customers"),
      Criterion(number: "4.1", text: "Reviewing an organisation"),
      Criterion(number: "4.2", text: "Proposing better processes"),
      Criterion(number: "4.3", text: "Proposing a better role for staff"),
      Criterion(number: "4.4", text: "Planning how improvements are made"),
      Criterion(number: "4 M1", text: "Taking feedback on the plan, and amending it"),
    ])

  static let needs = Unit(
    id: "needs",
    title: "Customers, their needs and the principles of relationship management (OCR)",
    criteria: [
      Criterion(number: "1.1", text: "Why wants and needs matter"),
      Criterion(number: "1.2", text: "What segments tell of likely wants and needs"),
      Criterion(number: "1.3", text: "What moves customers to buy"),
      Criterion(number: "1.4", text: "Why to ask for feedback"),
      Criterion(number: "2.1", text: "Aims and activities of marketing"),
      Criterion(number: "2.2", text: "Why to plan service and relationships"),
      Criterion(number: "2.3", text: "The system for managing relationships"),
      Criterion(number: "2.4", text: "A programme of customer care"),
      Criterion(number: "2.5", text: "How the firm and its customers communicate"),
      Criterion(number: "2.6", text: "Why service should be even"),
      Criterion(number: "2.7", text: "How satisfaction and sales growth hang together"),
      Criterion(number: "2.8", text: "Using feedback to get better"),
      Criterion(number: "3.1", text: "Idea and principles of managing relationships"),
      Criterion(number: "3.2", text: "Why promises are to be kept"),
      Criterion(number: "3.3", text: "Balancing what customers need with what the firm needs"),
      Criterion(number: "3.4", text: "Why customers are to be kept informed"),
      Criterion(number: "3.5", text: "Finding value to add"),
    ])

  static let retention = Unit(
    id: "retention", title: "Customers and customer retention (City & Guilds 306/696, OCR)",
    criteria: [
      Criterion(number: "1.1", text: "What the customer experience is"),
      Criterion(number: "1.2", text: "Ways to segment and to characterise customers"),
      Criterion(number: "1.3", text: "Purpose and scope of relationship management"),
      Criterion(number: "1.4", text: "What an effective system for it offers"),
      Criterion(number: "1.5", text: "What its data are used for"),
      Criterion(number: "2.1", text: "What retention means"),
      Criterion(number: "2.2", text: "What retention is good for"),
      Criterion(number: "2.3", text: "What retention depends on"),
      Criterion(number: "2.4", text: "Ways to attract customers and to keep them"),
      Criterion(number: "2.5", text: "How to tell how loyal customers are"),
      Criterion(number: "2.6", text: "What it takes to win customers back"),
      Criterion(number: "3.1", text: "Ways to analyse performance data"),
      Criterion(number: "3.2", text: "What to heed in setting targets"),
      Criterion(number: "3.3", text: "Ways to measure satisfaction"),
    ])

  static let module = Unit(
    id: "module", title: "Customer relations management, option module 4264",
    criteria: [
      Criterion(number: "Focus", text: "Cost-effective focus on customers, inside and outside"),
      Criterion(number: "Needs", text: "Needs of key customers, and how expectations change"),
      Criterion(number: "Chains", text: "Strong and weak links of customer chains"),
      Criterion(number: "Gaps", text: "Gaps between expectation and reality, and their causes"),
      Criterion(number: "Attitudes", text: "Attitudes and culture of staff"),
      Criterion(number: "Values", text: "Goals and values that support customers, or do not"),
      Criterion(number: "Technology", text: "What technology contributes"),
      Criterion(number: "Complaints", text: "How complaints and suggestions are dealt with"),
      Criterion(number: "Development", text: "Training and development at all levels"),
      Criterion(
        number: "Finance",
        text:
          "Effects on money and on people, and cost against benefit"),
      Criterion(number: "SMART", text: "Recommendations that can be carried out and checked"),
    ])
}
