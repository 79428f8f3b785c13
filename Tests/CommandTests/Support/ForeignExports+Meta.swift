/// What a language changes in an export of Meta Business Suite.
private struct MetaLanguage {
  var fileName: String
  var zone: ForeignZone
  var separator = ","
  var headers: [String]
  /// A photo, a carousel, a reel.
  var types: [String]
  var lifetime: String
  var time: (ForeignTime) -> String
  var number: (Int) -> String
}

extension ForeignExports {
  static var meta: [ForeignExport] {
    [
      instagram(
        MetaLanguage(
          fileName: "instagram-english.csv", zone: .losAngeles,
          headers: [
            "Post ID", "Account ID", "Account username", "Account name", "Description",
            "Duration (sec)", "Publish time", "Permalink", "Post type", "Data comment", "Date",
            "Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves",
          ], types: ["IG image", "IG carousel", "IG reel"], lifetime: "Lifetime",
          time: { "\($0.slashes) \($0.clock)" }, number: { ForeignCell.grouped($0) })),
      instagram(
        MetaLanguage(
          fileName: "instagram-german.csv", zone: .berlin, separator: ";",
          headers: [
            "Beitrags-ID", "Konto-ID", "Konto-Benutzername", "Kontoname", "Beschreibung",
            "Dauer (Sek.)", "Veröffentlichungszeitpunkt", "Permalink", "Beitragstyp",
            "Datenkommentar", "Datum", "Aufrufe", "Reichweite", "„Gefällt mir“-Angaben",
            "Geteilte Inhalte", "Follows", "Kommentare", "Gespeicherte Beiträge",
          ], types: ["IG Bild", "IG Karussell", "IG Reel"], lifetime: "Gesamte Laufzeit",
          time: { "\($0.dots) \($0.clock)" }, number: { ForeignCell.grouped($0, ".") })),
      instagram(
        MetaLanguage(
          fileName: "instagram-swedish.csv", zone: .stockholm,
          headers: [
            "Publicerings-id", "Konto-id", "Kontots användarnamn", "Kontonamn", "Beskrivning",
            "Varaktighet (sek)", "Publiceringstid", "Permalänk", "Inläggstyp", "Datakommentar",
            "Datum", "Visningar", "Räckvidd", "Gilla-markeringar", "Delningar", "Följer",
            "Kommentarer", "Sparade objekt",
          ], types: ["IG-bild", "IG-karusell", "IG-reel"], lifetime: "Livstid",
          // A no-break space groups the figures.
          time: { "\($0.date) \($0.clock)" }, number: { ForeignCell.grouped($0, "\u{A0}") })),
      instagram(
        MetaLanguage(
          fileName: "instagram-spanish.csv", zone: .berlin,
          headers: [
            "Identificador de la publicación", "Identificador de la cuenta",
            "Nombre de usuario de la cuenta", "Nombre de la cuenta", "Descripción",
            "Duración (segundos)", "Hora de publicación", "Enlace permanente",
            "Tipo de publicación", "Comentario sobre los datos", "Fecha", "Visualizaciones",
            "Alcance", "Me gusta", "Veces que se compartió", "Seguimientos", "Comentarios",
            "Veces que se guardó",
          ],
          types: ["Imagen de Instagram", "Secuencia de Instagram", "Reel de Instagram"],
          lifetime: "Total", time: { "\($0.slashes) \($0.clock)" }, number: { "\($0)" })),
      facebook(
        "facebook-english.csv", .losAngeles,
        [
          "Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)",
          "Publish time", "Permalink", "Is crosspost", "Is share", "Post type", "Date", "Views",
          "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares",
          "Total clicks", "Link Clicks", "Seconds viewed", "Average Seconds viewed",
        ]),
      facebook(
        "facebook-swedish.csv", .stockholm,
        [
          "Publicerings-id", "Sid-id", "Sidnamn", "Titel", "Beskrivning", "Varaktighet (sek)",
          "Publiceringstid", "Permalänk", "Är korspublicering", "Är delning", "Inläggstyp", "Datum",
          "Visningar", "Räckvidd", "Reaktioner, kommentarer och delningar", "Reaktioner",
          "Kommentarer", "Delningar", "Totalt antal klick", "Länkklick", "Seconds viewed",
          "Average Seconds viewed",
        ]),
      oldFacebook, graph,
    ]
  }

  /// The newest post comes first; a caption runs over several lines; a cell may be empty.
  private static func instagram(_ language: MetaLanguage) -> ForeignExport {
    var rows = [language.headers]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 1, zone: language.zone).reversed() {
      let (number, type) = (moment.number, moment.number % 3)
      let id = ForeignID.digits("179", 17, &moment.random)
      let code = ForeignID.instagram(moment.instant, &moment.random)
      let account = number % 5 == 0 ? "roastery.bar" : "roastery"
      let text = ForeignCell.caption(number)
      let figures = [1.6, 1, 0.09, 0.012, 0.004, 0.008, 0.02].map { moment.count($0) }
      let hasFollows = number % 17 != 3
      rows.append(
        [
          id, "17841400000000001", account, account.capitalizedFirst, text,
          type == 2 ? "\(8 + number % 80)" : "0", language.time(moment.local),
          "https://www.instagram.com/\(type == 2 ? "reel" : "p")/\(code)/", language.types[type],
          "", language.lifetime,
        ]
          + figures.enumerated().map { $0 == 4 && !hasFollows ? "" : language.number($1) })
      let names = ["views", "reach", "likes", "shares", "follows", "comments", "saves"]
      var metrics = Dictionary(uniqueKeysWithValues: zip(names, figures.map(Double.init)))
      if !hasFollows { metrics["follows"] = nil }
      posts.append(
        ForeignPost(
          id: id, platform: "instagram",
          contentType: ["instagram_feed", "instagram_carousel", "instagram_reels"][type],
          account: account, instant: moment.instant, metrics: metrics, text: text))
    }
    let table = ForeignTable(rows: rows, separator: language.separator, hasMark: true)
    return ForeignExport(
      source: "meta_instagram", fileName: language.fileName, bytes: table.bytes,
      zone: language.zone.rawValue, posts: posts)
  }

  private static func facebook(
    _ fileName: String, _ zone: ForeignZone, _ headers: [String]
  ) -> ForeignExport {
    var rows = [headers]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 2, zone: zone).reversed() {
      let number = moment.number
      let type = ["Photos", "Links", "Reels", "Videos"][number % 4]
      let isMoving = number % 4 > 1
      let id = ForeignID.digits("122", 18, &moment.random)
      let text = ForeignCell.caption(number)
      let figures = [1.4, 1.1, 0.05, 0.006, 0.004, 0.08].map { moment.count($0) }
      let links = type == "Links" ? moment.count(0.03) : nil
      let watched = isMoving ? moment.count(7) : nil
      let average = 600 + number
      let names = ["views", "reach", "likes", "comments", "shares", "clicks"]
      var metrics = Dictionary(uniqueKeysWithValues: zip(names, figures.map(Double.init)))
      metrics["interactions"] = Double(figures[2] + figures[3] + figures[4])
      metrics["link_clicks"] = links.map(Double.init)
      metrics["watch_time"] = watched.map(Double.init)
      metrics["average_watch_time"] = isMoving ? Double(average) / 100 : nil
      let local = moment.local
      rows.append(
        [
          id, "100063000000001", "Roastery & Bar", isMoving ? "Film \(number)" : "", text,
          isMoving ? "\(20 + number)" : "0", "\(local.slashes) \(local.clock)",
          "https://www.facebook.com/roastery/posts/\(id)", "0", "0", type, "Lifetime",
          "\(figures[0])", "\(figures[1])", "\(figures[2] + figures[3] + figures[4])",
        ] + figures[2...].map { "\($0)" }
          + [
            links.map { "\($0)" } ?? "", watched.map { "\($0)" } ?? "",
            isMoving ? ForeignCell.decimal(average, places: 2) : "",
          ])
      posts.append(
        ForeignPost(
          id: id, platform: "facebook",
          contentType: type == "Reels" ? "facebook_reels" : "facebook_post",
          account: "Roastery & Bar", instant: moment.instant, metrics: metrics, text: text))
    }
    return ForeignExport(
      source: "meta_facebook", fileName: fileName,
      bytes: ForeignTable(rows: rows, hasMark: true).bytes, zone: zone.rawValue, posts: posts)
  }

  /// A second header row explains the columns; a name occurs twice.
  private static var oldFacebook: ForeignExport {
    let names = [
      "Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted",
      "Audience Targeting", "Lifetime Post Total Reach", "Lifetime Post organic reach",
      "Lifetime Post Total Impressions", "Lifetime Engaged Users", "Lifetime Post Consumptions",
      "Lifetime Organic Video Views", "Lifetime Organic Video Views", "comment", "like", "share",
    ]
    let meanings = names.enumerated().map { $0 < 8 ? "" : "Lifetime: what it counts, \"\($1)\"" }
    var rows = [names, meanings]
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 3, zone: .losAngeles) {
      let number = moment.number
      let type = ["Link", "Photo", "Status", "Video"][number % 4]
      let id = "104000000000001_" + ForeignID.digits("98", 15, &moment.random)
      let text = ForeignCell.caption(number)
      let reach = moment.count(1)
      let figures = [1.3, 0.1, 0.07].map { moment.count($0) }
      let views = type == "Video" ? [moment.count(0.3), moment.count(0.4)] : []
      let reactions = [0.004, 0.06, 0.003].map { moment.count($0) }
      var metrics = Dictionary(
        uniqueKeysWithValues: zip(
          ["impressions", "engaged_users", "clicks", "comments", "likes", "shares"],
          (figures + reactions).map(Double.init)))
      metrics["reach"] = Double(reach)
      metrics["views"] = views.last.map(Double.init)
      let local = moment.local
      rows.append(
        [
          id, "https://www.facebook.com/roastery/posts/\(id)", text, type, "", "",
          "\(local.shortSlashes) \(local.hour):\(local.clock.suffix(2))", "", "\(reach)",
          "\(reach)",
        ] + figures.map { "\($0)" } + (views.isEmpty ? ["", ""] : views.map { "\($0)" })
          + reactions.map { "\($0)" })
      posts.append(
        ForeignPost(
          id: id, platform: "facebook", contentType: "facebook_post", account: nil,
          instant: moment.instant, metrics: metrics, text: text))
    }
    return ForeignExport(
      source: "facebook_insights", fileName: "facebook-insights-old.csv",
      bytes: ForeignTable(rows: rows).bytes, zone: ForeignZone.losAngeles.rawValue, posts: posts)
  }

  /// A metric that a post lacks is absent; a zone is written without a colon.
  private static var graph: ForeignExport {
    var records: [String] = []
    var posts: [ForeignPost] = []
    for var moment in ForeignMoment.timeline(seed: 4, zone: .berlin, unit: 1) {
      let (number, type) = (moment.number, moment.number % 3)
      let id = ForeignID.digits("180", 17, &moment.random)
      let code = ForeignID.instagram(moment.instant, &moment.random)
      let text = ForeignCell.caption(number)
      var metrics: [String: Double] = [:]
      var insights: [String] = []
      for (name, metric, share) in [
        ("reach", "reach", 1.0), ("views", "views", 1.6), ("saved", "saves", 0.02),
        ("shares", "shares", 0.012), ("total_interactions", "interactions", 0.13),
      ] where number == 0 || moment.draw(below: 9) > 0 {
        let value = moment.count(share)
        metrics[metric] = Double(value)
        insights.append(
          #"{"name":"\#(name)","period":"lifetime","values":[{"value":\#(value)}],"id":"\#(id)/\#(name)"}"#
        )
      }
      let (likes, comments) = (moment.count(0.09), moment.count(0.008))
      let hidesLikes = number % 19 == 5
      if !hidesLikes { metrics["likes"] = Double(likes) }
      metrics["comments"] = Double(comments)
      let utc = ForeignTime(moment.instant)
      records.append(
        #"{"id":"\#(id)","caption":\#(ForeignCell.json(text)),"username":"roastery","#
          + #""media_type":"\#(["IMAGE", "CAROUSEL_ALBUM", "VIDEO"][type])","#
          + #""media_product_type":"\#(["FEED", "FEED", "REELS"][type])","#
          + #""permalink":"https://www.instagram.com/\#(type == 2 ? "reel" : "p")/\#(code)/","#
          + #""timestamp":"\#(utc.date)T\#(utc.clockWithSeconds)+0000","#
          + (hidesLikes ? "" : #""like_count":\#(likes),"#) + #""comments_count":\#(comments),"#
          + #""insights":{"data":[\#(insights.joined(separator: ","))]}}"#)
      posts.append(
        ForeignPost(
          id: id, platform: "instagram",
          contentType: ["instagram_feed", "instagram_carousel", "instagram_reels"][type],
          account: "roastery", instant: moment.instant, metrics: metrics, text: text))
    }
    let document =
      #"{"data":["# + "\n  " + records.joined(separator: ",\n  ")
      + "\n" + #"],"paging":{"cursors":{"after":"QVFIUmx"}}}"# + "\n"
    return ForeignExport(
      source: "instagram_graph", fileName: "instagram-graph.json", bytes: Array(document.utf8),
      zone: nil, posts: posts)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
