extension ForeignExports {
  static var reports: [ForeignExport] { [sprout, postiz] }

  /// Several networks, cells that are empty where a network has no such figure, replies.
  private static var sprout: ForeignExport {
    let kinds = [
      ("Instagram", "instagram", "Post", "instagram_feed"),
      ("Instagram", "instagram", "Reel", "instagram_reels"),
      ("Instagram", "instagram", "Story", "instagram_stories"),
      ("Facebook", "facebook", "Post", "facebook_post"),
      ("Facebook", "facebook", "Reel", "facebook_reels"), ("X", "x", "Tweet", "x_post"),
      ("X", "x", "Reply", ""), ("LinkedIn", "linkedin", "Post", "linkedin_post"),
      ("TikTok", "tiktok", "Video", "tiktok_video"),
    ]
    var rows = [
      [
        "Date", "Post ID", "Network", "Post Type", "Content Type", "Profile", "Sent by", "Link",
        "Post", "Linked Content", "Impressions", "Reach", "Engagement Rate (per Impression)",
        "Engagements", "Likes", "Comments", "Shares", "Saves",
      ]
    ]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 15, zone: .losAngeles, count: 216).reversed() {
      let (network, platform, kind, type) = kinds[moment.number % kinds.count]
      let id = ForeignID.digits("18", 17, &moment.random)
      let text = ForeignCell.caption(moment.number)
      let isMeta = platform == "instagram" || platform == "facebook"
      let figures = [1.3, 0.07, 0.05, 0.006, 0.004].map { moment.count($0) }
      let rate = figures[1] * 1000 / figures[0]
      let (reach, saves) = (moment.count(1), moment.count(0.02))
      let local = moment.local
      rows.append(
        [
          "\(local.slashes) \(local.twelveHours) \(local.isMorning ? "am" : "pm")", id, network,
          kind, "Photo", "@roastery", "Elif Demir", "https://example.com/\(id)", text, "",
          ForeignCell.grouped(figures[0]), isMeta ? ForeignCell.grouped(reach) : "",
          ForeignCell.decimal(rate, places: 1) + "%",
        ] + figures[1...].map { ForeignCell.grouped($0) }
          + [platform == "instagram" ? "\(saves)" : ""])
      guard !type.isEmpty else { continue }
      var metrics = Dictionary(
        uniqueKeysWithValues: zip(
          ["impressions", "engagements", "likes", "comments", "shares"], figures.map(Double.init)))
      metrics["engagement_rate"] = Double(rate) / 1000
      if isMeta { metrics["reach"] = Double(reach) }
      if platform == "instagram" { metrics["saves"] = Double(saves) }
      posts.append(
        ForeignPost(
          id: id, platform: platform, contentType: type, account: "@roastery",
          instant: moment.instant, metrics: metrics, text: text))
    }
    return ForeignExport(
      source: "sprout", fileName: "sprout.csv",
      bytes: ForeignTable(rows: rows, hasMark: true).bytes,
      zone: ForeignZone.losAngeles.rawValue, posts: posts)
  }

  /// Posts in all states; of those that went out it holds the slot.
  private static var postiz: ForeignExport {
    let channels = [
      ("linkedin-page", "linkedin", "linkedin_post"),
      ("instagram-standalone", "instagram", "instagram_feed"), ("x", "x", "x_post"),
      ("facebook", "facebook", "facebook_post"), ("tiktok", "tiktok", "tiktok_video"),
    ]
    let states = [
      ("QUEUE", "scheduled"), ("ERROR", "failed"), ("DRAFT", "draft"), ("PUBLISHED", "published"),
    ]
    var records: [String] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 16, zone: .berlin) {
      let (provider, platform, type) = channels[moment.number % channels.count]
      let (state, status) = states[moment.number % 9 < 3 ? moment.number % 9 : 3]
      let id = "cm" + (0..<23).map { _ in String(ForeignID.alphabet[moment.letter]) }.joined()
      let text = ForeignCell.caption(moment.number)
      let utc = ForeignTime(moment.instant)
      let link = status == "published" ? #""releaseURL":"https://example.com/\#(id)","# : ""
      records.append(
        #"{"id":"\#(id)","content":\#(ForeignCell.json(text)),"#
          + #""publishDate":"\#(utc.date)T\#(utc.clockWithSeconds).000Z",\#(link)"#
          + #""state":"\#(state)","integration":{"id":"i\#(moment.number % 5)","#
          + #""providerIdentifier":"\#(provider)","name":"Roastery","picture":""}}"#)
      posts.append(
        ForeignPost(
          id: id, platform: platform, contentType: type, account: "Roastery",
          instant: moment.instant, status: status, text: text))
    }
    let document = #"{"posts":["# + records.joined(separator: ",") + "]}"
    return ForeignExport(
      source: "postiz", fileName: "postiz.json", bytes: Array(document.utf8), zone: nil,
      posts: posts)
  }
}

extension ForeignMoment {
  /// The index of a small letter in the alphabet of base 64.
  fileprivate var letter: Int {
    mutating get { 26 + draw(below: 26) }
  }
}

extension ForeignExports {
  static var plans: [ForeignExport] { [hootsuite, metricool, buffer, calendar] }

  /// A plan whose rows are posts of one platform, which the file does not name.
  private static func plan(
    _ source: String, _ fileName: String, platform: String, type: String, head: [String],
    row: (ForeignTime, String) -> [String]
  ) -> ForeignExport {
    var rows = [head]
    var posts: [ForeignPost] = []
    for moment in ForeignMoment.timeline(seed: 17, zone: .berlin) {
      let text = ForeignCell.caption(moment.number)
      rows.append(row(moment.local, text))
      posts.append(
        ForeignPost(
          id: nil, platform: platform, contentType: type, account: nil, instant: moment.instant,
          text: text))
    }
    return ForeignExport(
      source: source, fileName: fileName,
      bytes: ForeignTable(rows: rows, lineEnd: "\r\n").bytes, zone: ForeignZone.berlin.rawValue,
      flags: ["--platform", platform], posts: posts)
  }

  private static var hootsuite: ForeignExport {
    plan(
      "hootsuite", "hootsuite.csv", platform: "linkedin", type: "linkedin_post",
      head: ["Date and time", "Message", "Link"]
    ) { ["\($0.slashes) \($0.clock)", $1, "https://example.com"] }
  }

  private static var buffer: ForeignExport {
    plan(
      "buffer", "buffer.csv", platform: "instagram", type: "instagram_feed",
      head: ["Text", "Image URL", "Tags", "Posting Time"]
    ) { [$1, "https://example.com/a.jpg", "", "\($0.date) \($0.clock)"] }
  }

  private static var calendar: ForeignExport {
    plan(
      "google_calendar", "google-calendar.csv", platform: "x", type: "x_post",
      head: [
        "Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event",
        "Description",
      ]
    ) {
      let time = "\($0.twelveHours) \($0.isMorning ? "AM" : "PM")"
      return [$1, $0.slashes, time, $0.slashes, time, "False", "a post"]
    }
  }

  /// A row is a post on each platform that is marked; platforms that sched does not know are marked
  /// in some.
  private static var metricool: ForeignExport {
    let marks = [
      ("Facebook", "facebook", "facebook_post"), ("Twitter/X", "x", "x_post"),
      ("LinkedIn", "linkedin", "linkedin_post"), ("GBP", "", ""), ("Instagram", "instagram", ""),
      ("Pinterest", "", ""), ("TikTok", "tiktok", "tiktok_video"),
      ("Youtube", "youtube", "youtube_long_form"), ("Threads", "", ""), ("Bluesky", "", ""),
    ]
    let kinds = [
      ("POST", "instagram_feed"), ("REEL", "instagram_reels"), ("STORY", "instagram_stories"),
    ]
    var rows = [
      ["Text", "Date", "Time", "Draft"] + marks.map(\.0)
        + (1...10).map { "Picture Url \($0)" } + ["Instagram Post Type"]
    ]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 18, zone: .berlin) {
      let number = moment.number
      let text = ForeignCell.caption(number)
      let isDraft = number % 8 == 2
      let isMarked = marks.indices.map {
        $0 == number % 3 || $0 != 7 && moment.draw(below: 4) == 0
      }
      let kind = kinds[number / 3 % 3]
      rows.append(
        [text, moment.local.date, moment.local.clockWithSeconds, isDraft ? "TRUE" : "FALSE"]
          + isMarked.map { $0 ? "TRUE" : "FALSE" } + ["https://example.com/a.jpg"]
          + (2...10).map { _ in "" } + [isMarked[4] ? kind.0 : ""])
      for (mark, _) in zip(marks, isMarked).filter({ $1 && !$0.1.isEmpty }) {
        posts.append(
          ForeignPost(
            id: nil, platform: mark.1, contentType: mark.1 == "instagram" ? kind.1 : mark.2,
            account: nil, instant: moment.instant, status: isDraft ? "draft" : "scheduled",
            text: text))
      }
    }
    return ForeignExport(
      source: "metricool", fileName: "metricool.csv", bytes: ForeignTable(rows: rows).bytes,
      zone: ForeignZone.berlin.rawValue, posts: posts)
  }
}
