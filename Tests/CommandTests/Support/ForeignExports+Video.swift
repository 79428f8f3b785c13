extension ForeignExports {
  static var youTube: [ForeignExport] {
    [
      studio(
        "Table data.csv",
        [
          "Content", "Video title", "Video publish time", "Duration", "Views",
          "Watch time (hours)", "Average view duration", "Average percentage viewed (%)",
          "Subscribers", "Impressions", "Impressions click-through rate (%)",
        ], total: "Total", time: \.words, mark: "."),
      studio(
        "Tabellendaten.csv",
        [
          // YouTube breaks long German words with soft hyphens.
          "Videos", "Videotitel", "Veröffentlichungszeitpunkt des Videos", "Dauer", "Aufrufe",
          "Wiedergabe\u{AD}zeit (Stunden)", "Durchschnittliche Wiedergabedauer",
          "Durchschnittliche Wiedergabedauer in Prozent (%)", "Abonnenten", "Impressionen",
          "Klickrate der Impressionen (%)",
        ], total: "Gesamt", time: \.dots, mark: ","),
      dataAPI,
    ]
  }

  /// The day alone; a total first; ids that begin with a hyphen, one of which a spreadsheet has
  /// turned into an error.
  private static func studio(
    _ fileName: String, _ headers: [String], total: String, time: (ForeignTime) -> String,
    mark: String
  ) -> ForeignExport {
    var rows: [[String]] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 5, zone: .berlin) {
      let number = moment.number
      let seconds = number % 3 == 0 ? 12 + number % 49 : 61 + number * 7
      let id = number == 107 ? "#NAME?" : ForeignID.youTube(number, &moment.random)
      let (views, impressions) = (moment.count(1), moment.count(9))
      let hours = moment.count(300)
      let watched = min(seconds, 9 + number)
      let (percent, rate) = (2000 + number * 13, 400 + number)
      let subscribers = moment.count(0.01) - 8
      rows.append([
        id, "Film \(number): \"how we roast\"", time(moment.local), "\(seconds)", "\(views)",
        ForeignCell.decimal(hours, places: 4, mark), ForeignCell.duration(watched),
        ForeignCell.decimal(percent, places: 2, mark), "\(subscribers)", "\(impressions)",
        ForeignCell.decimal(rate, places: 2, mark),
      ])
      posts.append(
        ForeignPost(
          id: number == 107 ? nil : id, platform: "youtube",
          contentType: seconds <= 60 ? "youtube_shorts" : "youtube_long_form", account: nil,
          instant: nil,
          metrics: [
            "views": Double(views), "watch_time": Double(hours) * 0.36,
            "average_watch_time": Double(watched), "completion_rate": Double(percent) / 10_000,
            "subscribers": Double(subscribers), "impressions": Double(impressions),
            "ctr": Double(rate) / 10_000,
          ], text: "Film \(number): \"how we roast\""))
    }
    let totals = [
      total, "", "", "", "184412", ForeignCell.decimal(123_456, places: 4, mark), "0:01:23",
      ForeignCell.decimal(3456, places: 2, mark), "312", "1650000",
      ForeignCell.decimal(512, places: 2, mark),
    ]
    return ForeignExport(
      source: "youtube_studio", fileName: fileName,
      bytes: ForeignTable(rows: [headers, totals] + rows, lineEnd: "\r\n").bytes, zone: nil,
      posts: posts)
  }

  /// Counts are strings; a channel may hide its likes.
  private static var dataAPI: ForeignExport {
    var records: [String] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 6, zone: .berlin, unit: 1) {
      let number = moment.number
      let seconds = number % 3 == 0 ? 12 + number % 49 : 61 + number * 7
      let id = ForeignID.youTube(number, &moment.random)
      let figures = [1, 0.05, 0.004].map { moment.count($0) }
      let hidesLikes = number % 23 == 9
      var metrics = ["views": Double(figures[0]), "comments": Double(figures[2])]
      if !hidesLikes { metrics["likes"] = Double(figures[1]) }
      let utc = ForeignTime(moment.instant)
      let text = ForeignCell.caption(number)
      let length =
        "PT" + (seconds >= 60 ? "\(seconds / 60)M" : "")
        + (seconds % 60 > 0 ? "\(seconds % 60)S" : "")
      records.append(
        #"{"kind":"youtube#video","id":"\#(id)","snippet":{"publishedAt":"\#(utc.date)T"#
          + #"\#(utc.clockWithSeconds)Z","title":\#(ForeignCell.json(text)),"#
          + #""channelTitle":"Roastery","tags":["coffee","köln"]},"#
          + #""contentDetails":{"duration":"\#(length)","definition":"hd"},"statistics":{"#
          + #""viewCount":"\#(figures[0])","#
          + (hidesLikes ? "" : #""likeCount":"\#(figures[1])","#)
          + #""favoriteCount":"0","commentCount":"\#(figures[2])"}}"#)
      posts.append(
        ForeignPost(
          id: id, platform: "youtube",
          contentType: seconds <= 60 ? "youtube_shorts" : "youtube_long_form",
          account: "Roastery", instant: moment.instant, metrics: metrics, text: text))
    }
    let document =
      #"{"kind":"youtube#videoListResponse","items":["# + records.joined(separator: ",")
      + #"],"pageInfo":{"totalResults":\#(records.count)}}"#
    return ForeignExport(
      source: "youtube_data_api", fileName: "youtube-data-api.json", bytes: Array(document.utf8),
      zone: nil, posts: posts)
  }
}

extension ForeignExports {
  static var tikTok: [ForeignExport] {
    [
      tikTokStudio, tikTokContent("tiktok-content-english.csv") { "\($0.fullMonth) \($0.day)" },
      tikTokContent("tiktok-content-spanish.csv") { "\($0.day) de \(spanishMonths[$0.month - 1])" },
      tikTokArchive("tiktok-archive.json", #"{"Profile":{},"Post":{"Posts":{"VideoList":["#),
      tikTokArchive(
        "tiktok-archive-older.json",
        #"{"Activity":{"Fan List":[]},"Video":{"Videos":{"VideoList":["#),
    ]
  }

  private static let spanishMonths = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
  ]

  /// The time in full, and figures such as `1.2K`, `18,400` and `0:09`.
  private static var tikTokStudio: ForeignExport {
    var rows = [
      [
        "Video title", "Video link", "Post time", "Total likes", "Total comments", "Total shares",
        "Total views", "Average watch time", "Watched full video", "Add to favorites",
      ]
    ]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 7, zone: .berlin, unit: 1) {
      let number = moment.number
      let id = ForeignID.tikTok(moment.instant, &moment.random)
      let text = ForeignCell.caption(number)
      let views = ForeignCell.compact(moment.count(9))
      let figures = [1.1, 0.01, 0.02].map { moment.count($0) }
      let (seconds, percent, saves) = (3 + number % 70, 1000 + number * 17, moment.count(0.03))
      rows.append(
        [
          text,
          "https://www.tiktok.com/@roastery/\(number % 11 == 4 ? "photo" : "video")/\(id)",
          "\(moment.local.date) \(moment.local.clockWithSeconds)",
        ] + figures.map { ForeignCell.grouped($0) }
          + [
            views.text, ForeignCell.shortDuration(seconds),
            ForeignCell.decimal(percent, places: 2) + "%", "\(saves)",
          ])
      posts.append(
        ForeignPost(
          id: id, platform: "tiktok", contentType: "tiktok_video", account: nil,
          instant: moment.instant,
          metrics: [
            "likes": Double(figures[0]), "comments": Double(figures[1]),
            "shares": Double(figures[2]), "views": Double(views.value),
            "average_watch_time": Double(seconds), "completion_rate": Double(percent) / 10_000,
            "saves": Double(saves),
          ], text: text))
    }
    return ForeignExport(
      source: "tiktok_studio", fileName: "tiktok-studio.csv",
      bytes: ForeignTable(rows: rows).bytes, zone: ForeignZone.berlin.rawValue, posts: posts)
  }

  /// The day without its year; the id tells the instant.
  private static func tikTokContent(
    _ fileName: String, _ time: (ForeignTime) -> String
  ) -> ForeignExport {
    var rows = [
      [
        "Time", "Video title", "Video link", "Post time", "Total likes", "Total comments",
        "Total shares", "Total views",
      ]
    ]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 8, zone: .berlin, unit: 1).reversed() {
      let id = ForeignID.tikTok(moment.instant, &moment.random)
      let text = ForeignCell.caption(moment.number)
      let figures = [0.08, 0.01, 0.02, 1].map { moment.count($0) }
      rows.append(
        [
          time(ForeignTime(1_794_700_800)), text,
          "https://www.tiktok.com/@roastery/video/\(id)", time(moment.local),
        ] + figures.map { "\($0)" })
      posts.append(
        ForeignPost(
          id: id, platform: "tiktok", contentType: "tiktok_video", account: nil,
          instant: moment.instant,
          metrics: Dictionary(
            uniqueKeysWithValues: zip(
              ["likes", "comments", "shares", "views"], figures.map(Double.init))), text: text))
    }
    return ForeignExport(
      source: "tiktok_studio", fileName: fileName,
      bytes: ForeignTable(rows: rows, quotesAll: true).bytes, zone: nil, posts: posts)
  }

  /// Figures are strings, and likes are all there is.
  private static func tikTokArchive(_ fileName: String, _ head: String) -> ForeignExport {
    var records: [String] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 9, zone: .berlin, unit: 1).reversed() {
      let id = ForeignID.tikTok(moment.instant, &moment.random)
      let text = ForeignCell.caption(moment.number)
      let likes = moment.count(0.08)
      let utc = ForeignTime(moment.instant)
      records.append(
        #"{"Date":"\#(utc.date) \#(utc.clockWithSeconds)","#
          + #""Link":"https://www.tiktokv.com/share/video/\#(id)/","Likes":"\#(likes)","#
          + #""WhoCanView":"PUBLIC_TO_EVERYONE","Title":\#(ForeignCell.json(text))}"#)
      posts.append(
        ForeignPost(
          id: id, platform: "tiktok", contentType: "tiktok_video", account: nil,
          instant: moment.instant, metrics: ["likes": Double(likes)], text: text))
    }
    let document = head + records.joined(separator: ",") + "]}}}"
    return ForeignExport(
      source: "tiktok_archive", fileName: fileName, bytes: Array(document.utf8),
      zone: ForeignZone.utc.rawValue, posts: posts)
  }
}
