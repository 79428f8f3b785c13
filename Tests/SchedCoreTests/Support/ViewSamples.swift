import SchedCore

/// Blocks of every kind, as a brand with three accounts has them, some by strangers who mean harm.
enum ViewSamples {
  /// Titles of strangers: markup, quotes, other directions, pictures, control characters, and a word
  /// that does not end.
  static let hostileTitles = [
    "<script>alert(\"1\")</script> & 'more'", "</title></svg><b>", "مرحبا بالعالم: قهوة جديدة",
    "Latte art ☕️👩‍🍳🏳️‍🌈", "\u{202E}desrever\u{2069}", "a\u{0}b\u{8}c\u{1B}[31md\u{FFFE}e\u{85}f",
    "]]>-->", String(repeating: "endless", count: 60), "漢字のタイトルはとても長いです、本当に長いです",
  ]

  /// Every kind of block, in an order in which a page could have them.
  static let all: [ViewBlock] = [
    .heading("Plan"), .calendar(plan), .heading("Predictions"), .ranking(ranking),
    .paragraph("A prediction is a ratio to the account's own level <, & and \"so on\">."),
    .heading("Scores"), .heatMap(week), .heatMap(gappedWeek), .heading("The loop"),
    .course(course), .course(shares), .course(short), .heading("What was changed"), .table(table),
    .list(["min_gap_hours of tiktok: 4 to 5", hostileTitles[0]]),
  ]

  /// 168 numbers with posts and intervals.
  static let week = HeatMap(
    title: "instagram_reels", unit: "score", zone: "Europe/Berlin", cells: (0..<168).map(cell))

  /// Numbers of another size, of half the hours, and no posts told.
  static let gappedWeek = HeatMap(
    title: hostileTitles[0], unit: "median views", zone: "UTC",
    cells: (0..<168).map(gappedCell))

  private static func gappedCell(_ hour: Int) -> HeatMap.Cell? {
    let isKnown = hour % 24 >= 6 && hour < 144
    return isKnown ? HeatMap.Cell(Double(hour * hour * 7 % 48_611)) : nil
  }

  private static func cell(_ hour: Int) -> HeatMap.Cell? {
    // A slope over the day with a hill in the evening, and a better middle of the week.
    let (day, hour) = (hour / 24, hour % 24)
    let evening: Int = max(1, 14 - abs(hour - 18)) * 5
    let middle: Int = (3 - abs(day - 2)) * 6
    let value = Double(evening + middle + hour * 7 % 11) / 110
    var cell = HeatMap.Cell(value)
    (cell.lower, cell.upper, cell.posts) = (value * 0.9, value * 1.2, Double(hour * 3 % 50))
    return cell
  }

  static let plan = plan(posts: 54)

  /// So many posts, eight a day from Monday on, of three accounts.
  static func plan(posts: Int) -> PlanCalendar {
    var plan = PlanCalendar(zone: "UTC")
    let accounts = ["roastery", "bar", "company"]
    let types = ["instagram_reels", "tiktok_video", "linkedin_text", "youtube_long_form"]
    let titles = ["New on the shelf: Sidamo natural", "Behind the scenes", "Which bean are you?"]
    plan.posts = (0..<posts).map { index in
      let day = 20_780 + index / 8
      let second = (7 + index % 8 * 2) * 3600 + index % 4 * 900
      let instant = Instant(seconds: Int64(day * 86_400 + second))
      let title =
        index % 6 == 4
        ? hostileTitles[index / 6 % hostileTitles.count] : titles[index % titles.count]
      return PlanCalendar.Post(
        instant: instant, local: Zone.utc.localTime(at: instant),
        account: accounts[index % 3], platform: "instagram", contentType: types[index % 4],
        title: title, score: index % 5 == 0 ? nil : Double(index % 100) / 100,
        status: index % 9 == 0 ? .overdue : .scheduled)
    }
    plan.laterPosts = 12
    plan.unplaced = [
      PlanCalendar.Unplaced(
        account: "bar", contentType: "tiktok_video", title: hostileTitles[0],
        reason: "no free slot before its deadline: min_gap_hours of tiktok (4) and 9 other posts"),
      PlanCalendar.Unplaced(
        account: "company", contentType: "linkedin_text", title: "", reason: "draft"),
    ]
    plan.furtherUnplaced = 3
    return plan
  }

  static let ranking: Ranking = {
    var ranking = Ranking(title: "instagram_reels, roastery", unit: "predicted")
    ranking.rows = (0..<5).map { index in
      Ranking.Row(
        label: "Wed 25 Nov \(16 + index):00", value: 1.62 - Double(index) / 10,
        lower: 0.82 - Double(index) / 20, upper: 2.79 + Double(index) / 5,
        note: "\(80 - index) % sure")
    }
    return ranking
  }()

  static let course: Course = {
    var course = Course(title: "delay, 95th percentile", unit: "min")
    course.points = (0..<12).map { index in
      Course.Point(label: "2026-11-\(10 + index)", value: Double(40 - index * index % 17) / 7)
    }
    course.threshold = 5
    return course
  }()

  static let shares: Course = {
    var course = Course(title: "met a rate limit", unit: "")
    course.points = [0.043, 0.0123, 0].enumerated().map {
      Course.Point(label: "2026-11-\($0 + 10)", value: $1)
    }
    return course
  }()

  static let short: Course = {
    var course = Course(title: "waiting at the end", unit: "posts")
    course.points = [Course.Point(label: "2026-11-23", value: 9)]
    return course
  }()

  static let table: ViewTable = {
    var table = ViewTable([
      ViewTable.Column(title: "setting", isNumber: false),
      ViewTable.Column(title: "before", isNumber: true),
      ViewTable.Column(title: "after", isNumber: true),
      ViewTable.Column(title: "on platform", isNumber: false),
      ViewTable.Column(title: "what came of it", isNumber: false),
    ])
    table.rows = [
      ["min_gap_hours", "4", "5", "tiktok", "kept: fewer posts met a rate limit than before it"],
      [hostileTitles[1], "12,345", "0.031", "instagram", hostileTitles[7]],
      ["concurrency", "2", "3", "youtube", "on trial until 30 November"],
    ]
    return table
  }()
}
