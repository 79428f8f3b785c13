extension ForeignExports {
  static var x: [ForeignExport] {
    [
      tweetActivity("x-tweet-activity.csv", likes: "likes"),
      tweetActivity("x-tweet-activity-2015.csv", likes: "favorites"),
      analytics(
        "x-analytics.csv",
        [
          "Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements",
          "Bookmarks", "Shares", "New follows", "Replies", "Reposts", "Profile visits",
          "Detail Expands", "URL Clicks", "Hashtag Clicks", "Permalink Clicks",
        ]),
      analytics(
        "x-analytics-spanish.csv",
        [
          "ID del post", "Fecha", "Texto del post", "Postear enlace", "Impresiones", "Me gusta",
          "Interacciones", "Guardados", "Veces compartido", "Nuevos seguidores", "Respuestas",
          "Reposts", "Visitas del perfil", "Expansiones", "Clics en URL", "Clics en hashtag",
          "Clics en enlace permanente",
        ]),
      archive,
    ]
  }

  /// Every cell in quotes, figures such as `3423.0`, a hyphen where there is none; replies among the
  /// posts.
  private static func tweetActivity(_ fileName: String, likes: String) -> ForeignExport {
    var rows = [
      [
        "Tweet id", "Tweet permalink", "Tweet text", "time", "impressions", "engagements",
        "engagement rate", "retweets", "replies", likes, "user profile clicks", "url clicks",
        "hashtag clicks", "detail expands", "permalink clicks", "app opens", "app installs",
        "follows", "email tweet", "dial phone", "media views", "media engagements",
        "promoted impressions", "promoted engagements", "promoted engagement rate",
      ]
    ]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 10, zone: .berlin, count: 220).reversed() {
      let number = moment.number
      let id = ForeignID.x(moment.instant, &moment.random)
      let isReply = number % 6 == 5
      let text = (isReply ? "@barista thanks! " : "") + ForeignCell.caption(number)
      let figures = [1, 0.06].map { moment.count($0) }
      let rate = figures[1] * 1_000_000 / figures[0]
      let counts = [0.004, 0.003, 0.02, 0.006, 0.01].map { moment.count($0) }
      let rest = [0.009, 0.001, 0.1].map { moment.count($0) }
      let utc = ForeignTime(moment.instant)
      rows.append(
        [
          id, "https://twitter.com/roastery/status/\(id)", text, "\(utc.date) \(utc.clock) +0000",
          "\(figures[0]).0", "\(figures[1]).0", ForeignCell.decimal(rate, places: 6),
        ] + counts.map { "\($0).0" }
          + [
            "0.0", "\(rest[0]).0", "0.0", "0", "0", "\(rest[1])", "0", "0", "\(rest[2])", "0", "-",
            "-", "-",
          ])
      guard !isReply else { continue }
      var metrics = [
        "impressions": Double(figures[0]), "engagements": Double(figures[1]),
        "engagement_rate": Double(rate) / 1_000_000, "detail_expands": Double(rest[0]),
        "follows": Double(rest[1]), "views": Double(rest[2]),
      ]
      for (name, count) in zip(
        ["shares", "comments", "likes", "profile_visits", "clicks"], counts)
      {
        metrics[name] = Double(count)
      }
      posts.append(
        ForeignPost(
          id: id, platform: "x", contentType: "x_post", account: nil, instant: moment.instant,
          metrics: metrics, text: text))
    }
    return ForeignExport(
      source: "x_tweet_activity", fileName: fileName,
      bytes: ForeignTable(rows: rows, quotesAll: true).bytes, zone: nil, posts: posts)
  }

  /// The day alone; the instant is in the id.
  private static func analytics(_ fileName: String, _ headers: [String]) -> ForeignExport {
    var rows = [headers]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 11, zone: .berlin, count: 220, unit: 1)
      .reversed()
    {
      let number = moment.number
      let id = ForeignID.x(moment.instant, &moment.random)
      let isReply = number % 6 == 5
      let text = (isReply ? "@barista thanks! " : "") + ForeignCell.caption(number)
      let figures = [1.2, 0.03, 0.08, 0.005, 0.002, 0.001, 0.004, 0.006, 0.01, 0.02, 0.003]
        .map { moment.count($0) }
      let utc = ForeignTime(moment.instant)
      rows.append(
        [
          id, "\(utc.shortWeekday), \(utc.words)", text, "https://x.com/roastery/status/\(id)",
          ForeignCell.grouped(figures[0]),
        ] + figures[1...].map { "\($0)" } + ["0", "0"])
      guard !isReply else { continue }
      let names = [
        "impressions", "likes", "engagements", "saves", "sends", "follows", "comments", "shares",
        "profile_visits", "detail_expands", "clicks",
      ]
      var metrics = Dictionary(uniqueKeysWithValues: zip(names, figures.map(Double.init)))
      if headers[0] != "Post id" {
        // What these columns are called in Spanish has not been seen.
        metrics["sends"] = nil
        metrics["detail_expands"] = nil
      }
      posts.append(
        ForeignPost(
          id: id, platform: "x", contentType: "x_post", account: nil, instant: moment.instant,
          metrics: metrics, text: text))
    }
    return ForeignExport(
      source: "x_analytics", fileName: fileName, bytes: ForeignTable(rows: rows).bytes, zone: nil,
      posts: posts)
  }

  /// A JavaScript assignment; reposts and replies among the posts.
  private static var archive: ForeignExport {
    var records: [String] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 12, zone: .berlin, count: 240, unit: 1) {
      let number = moment.number
      let id = ForeignID.x(moment.instant, &moment.random)
      let (isReply, isRepost) = (number % 7 == 3, number % 11 == 6)
      let text = (isRepost ? "RT @barista: " : "") + ForeignCell.caption(number)
      let (likes, reposts) = (moment.count(0.03), moment.count(0.005))
      let utc = ForeignTime(moment.instant)
      let parent = isReply ? ForeignID.x(moment.instant - 600, &moment.random) : ""
      records.append(
        #"  {"# + "\n" + #"    "tweet" : {"# + "\n      "
          + [
            #""id" : "\#(id)""#, #""id_str" : "\#(id)""#,
            #""created_at" : "\#(utc.shortWeekday) \#(utc.shortMonth) \#(utc.date.suffix(2)) "#
              + #"\#(utc.clockWithSeconds) +0000 \#(utc.year)""#,
            #""full_text" : \#(ForeignCell.json(text))"#, #""favorite_count" : "\#(likes)""#,
            #""retweet_count" : "\#(reposts)""#, #""retweeted" : false"#, #""lang" : "en""#,
          ].joined(separator: ",\n      ")
          + (isReply
            ? #","# + "\n      " + #""in_reply_to_status_id_str" : "\#(parent)","# + "\n      "
              + #""in_reply_to_status_id" : "\#(parent)""# : "") + "\n    }\n  }")
      guard !isReply, !isRepost else { continue }
      posts.append(
        ForeignPost(
          id: id, platform: "x", contentType: "x_post", account: nil, instant: moment.instant,
          metrics: ["likes": Double(likes), "shares": Double(reposts)], text: text))
    }
    let document = "window.YTD.tweets.part0 = [\n" + records.joined(separator: ",\n") + "\n]"
    return ForeignExport(
      source: "x_archive", fileName: "tweets.js", bytes: Array(document.utf8), zone: nil,
      posts: posts)
  }
}
