extension ForeignExports {
  static var spreadsheets: [ForeignExport] {
    [history("spreadsheet-english.csv"), germanHistory, swedishPlan]
  }

  /// What the rows of a spreadsheet hold, and what is true of them.
  struct Spreadsheet {
    var rows: [[String]]
    var posts: [ForeignPost]
  }

  private static let kinds = [
    ("Instagram", "instagram", "Reel", "instagram_reels"),
    ("Instagram", "instagram", "Carousel", "instagram_carousel"),
    ("TikTok", "tiktok", "Video", "tiktok_video"), ("Twitter", "x", "Thread", "x_thread"),
    ("LinkedIn", "linkedin", "Post", "linkedin_post"),
    ("YouTube", "youtube", "Short", "youtube_shorts"),
    ("Facebook", "facebook", "Post", "facebook_post"),
  ]

  /// A history of all platforms, with figures as one country writes them.
  static func table(
    headers: [String], date: (ForeignTime) -> String, mark: String, point: String, percent: String,
    seed: UInt64 = 19
  ) -> Spreadsheet {
    var table = Spreadsheet(rows: [headers], posts: [])
    for var moment in ForeignMoment.timeline(seed: seed, zone: .berlin) {
      let (network, platform, kind, type) = kinds[moment.number % kinds.count]
      let id = "p\(moment.number + 1)"
      let text = ForeignCell.caption(moment.number)
      let figures = [1.5, 0.08, 0.007, 0.01].map { moment.count($0) }
      let rate = (figures[1] + figures[2] + figures[3]) * 1000 / figures[0]
      table.rows.append(
        [id, network, "roastery", kind, date(moment.local), moment.local.clock, text]
          + figures.map { ForeignCell.grouped($0, mark) }
          + [ForeignCell.decimal(rate, places: 1, point) + percent])
      var metrics = Dictionary(
        uniqueKeysWithValues: zip(
          ["views", "likes", "comments", "shares"], figures.map(Double.init)))
      metrics["engagement_rate"] = Double(rate) / 1000
      table.posts.append(
        ForeignPost(
          id: id, platform: platform, contentType: type, account: "roastery",
          instant: moment.instant, metrics: metrics, text: text))
    }
    return table
  }

  static let englishHeaders = [
    "ID", "Platform", "Account", "Type", "Date", "Time", "Caption", "Views", "Likes", "Comments",
    "Shares", "Engagement rate",
  ]
  static let germanHeaders = [
    "ID", "Plattform", "Konto", "Typ", "Datum", "Uhrzeit", "Text", "Aufrufe", "Gefällt mir",
    "Kommentare", "Geteilt", "Engagementrate",
  ]

  static var germanTable: Spreadsheet {
    table(headers: germanHeaders, date: \.dots, mark: ".", point: ",", percent: " %")
  }

  private static func history(_ fileName: String) -> ForeignExport {
    let table = table(headers: englishHeaders, date: \.date, mark: ",", point: ".", percent: "%")
    return export(fileName, ForeignTable(rows: table.rows).bytes, table.posts)
  }

  private static var germanHistory: ForeignExport {
    let table = germanTable
    let file = ForeignTable(rows: table.rows, separator: ";", lineEnd: "\r\n")
    return export("spreadsheet-german.csv", file.bytes, table.posts)
  }

  static func export(
    _ fileName: String, _ bytes: [UInt8], _ posts: [ForeignPost]
  ) -> ForeignExport {
    ForeignExport(
      source: "plain", fileName: fileName, bytes: bytes, zone: ForeignZone.berlin.rawValue,
      posts: posts)
  }

  /// Posts to go out, separated by tabs.
  private static var swedishPlan: ForeignExport {
    let states = [("Planerad", "scheduled"), ("Utkast", "draft"), ("Godkänd", "approved")]
    var rows = [["Nätverk", "Datum", "Tid", "Text", "Länk", "Status"]]
    var posts: [ForeignPost] = []
    for moment in ForeignMoment.timeline(seed: 20, zone: .stockholm) {
      let (network, platform, _, _) = kinds[moment.number % kinds.count]
      let state = states[moment.number % states.count]
      let text = ForeignCell.caption(moment.number)
      rows.append([
        network, moment.local.date, moment.local.clock, text, "https://example.com", state.0,
      ])
      posts.append(
        ForeignPost(
          id: nil, platform: platform, contentType: defaultTypes[platform] ?? "", account: nil,
          instant: moment.instant, status: state.1, text: text))
    }
    return ForeignExport(
      source: "plain", fileName: "spreadsheet-swedish.tsv",
      bytes: ForeignTable(rows: rows, separator: "\t").bytes,
      zone: ForeignZone.stockholm.rawValue, posts: posts)
  }

  private static let defaultTypes = [
    "instagram": "instagram_feed", "tiktok": "tiktok_video", "x": "x_post",
    "linkedin": "linkedin_post", "youtube": "youtube_long_form", "facebook": "facebook_post",
  ]
}
