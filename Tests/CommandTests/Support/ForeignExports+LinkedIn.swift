extension ForeignExports {
  static var linkedIn: [ForeignExport] {
    [
      page("linkedin-page.csv", \.slashes),
      // Days since 1899-12-30, as spreadsheets count them.
      page("linkedin-page-serial.csv") { "\($0.epochDay + 25_569)" }, creator,
    ]
  }

  /// A row of notes is before the header; rates are fractions; the day alone, the instant in the id.
  private static func page(_ fileName: String, _ day: (ForeignTime) -> String) -> ForeignExport {
    let headers = [
      "Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date",
      "Campaign start date", "Campaign end date", "Audience", "Impressions", "Views",
      "Offsite Views", "Clicks", "Click through rate (CTR)", "Likes", "Comments", "Reposts",
      "Follows", "Engagement rate", "Content Type",
    ]
    let notes =
      "All posts for the period; \"organic\" figures are estimates,\nand rates are fractions of 1"
    var rows = [[notes] + headers.dropFirst().map { _ in "" }, headers]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 13, zone: .berlin, unit: 1).reversed() {
      let number = moment.number
      let id = ForeignID.linkedIn(moment.instant, &moment.random)
      let type = ["Image", "Document", "Video", "Article"][number % 4]
      let text = ForeignCell.caption(number)
      let (impressions, clicks) = (moment.count(1), moment.count(0.02))
      let figures = [0.03, 0.004, 0.003].map { moment.count($0) }
      let rates = [clicks, clicks + figures[0] + figures[1] + figures[2]]
        .map { $0 * 1_000_000 / impressions }
      let views = type == "Video" ? moment.count(0.4) : nil
      let hasFollows = number % 3 == 0
      rows.append(
        [
          text, "https://www.linkedin.com/feed/update/urn:li:activity:\(id)", "Organic", "",
          "Elif Demir", day(ForeignTime(moment.instant)), "", "", "All followers",
          "\(impressions)", views.map { "\($0)" } ?? "", "", "\(clicks)",
          ForeignCell.decimal(rates[0], places: 6),
        ] + figures.map { "\($0)" }
          + [hasFollows ? "\(number % 4)" : "", ForeignCell.decimal(rates[1], places: 6), type])
      var metrics = [
        "impressions": Double(impressions), "clicks": Double(clicks),
        "ctr": Double(rates[0]) / 1_000_000, "likes": Double(figures[0]),
        "comments": Double(figures[1]), "shares": Double(figures[2]),
        "engagement_rate": Double(rates[1]) / 1_000_000,
      ]
      metrics["views"] = views.map(Double.init)
      if hasFollows { metrics["follows"] = Double(number % 4) }
      posts.append(
        ForeignPost(
          id: id, platform: "linkedin",
          contentType: type == "Document" ? "linkedin_carousel" : "linkedin_post", account: nil,
          instant: moment.instant, metrics: metrics, text: text))
    }
    return ForeignExport(
      source: "linkedin_page", fileName: fileName, bytes: ForeignTable(rows: rows).bytes,
      zone: nil, posts: posts)
  }

  /// Two tables side by side: the same posts, the best by engagements on the left and by impressions
  /// on the right.
  private static var creator: ForeignExport {
    struct Row {
      var link: String
      var day: String
      var engagements: Int
      var impressions: Int
    }
    var all: [Row] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 14, zone: .berlin, unit: 1) {
      let id = ForeignID.linkedIn(moment.instant, &moment.random)
      let row = Row(
        link: "https://www.linkedin.com/feed/update/urn:li:activity:\(id)",
        day: ForeignTime(moment.instant).slashes, engagements: moment.count(0.05),
        impressions: moment.count(1))
      all.append(row)
      posts.append(
        ForeignPost(
          id: id, platform: "linkedin", contentType: "linkedin_post", account: nil,
          instant: moment.instant,
          metrics: [
            "engagements": Double(row.engagements), "impressions": Double(row.impressions),
          ]))
    }
    let left = all.sorted { ($0.engagements, $0.link) > ($1.engagements, $1.link) }
    let right = all.sorted { ($0.impressions, $0.link) > ($1.impressions, $1.link) }
    let rows = zip(left, right).map { left, right in
      [
        left.link, left.day, "\(left.engagements)", "", right.link, right.day,
        "\(right.impressions)",
      ]
    }
    let head = [
      ["Maximum of 50 posts available to include in this list", "", "", "", "", "", ""],
      ["", "", "", "", "", "", ""],
      [
        "Post URL", "Post publish date", "Engagements", "", "Post URL", "Post publish date",
        "Impressions",
      ],
    ]
    return ForeignExport(
      source: "linkedin_creator", fileName: "linkedin-top-posts.csv",
      bytes: ForeignTable(rows: head + rows).bytes, zone: nil, posts: posts)
  }
}
