import Foundation
import Testing

/// Whether the invented exports say what they claim to say: read by other means than those that
/// wrote them.
struct ForeignExportsTests {
  private static let exports = ForeignExports.all + ForeignTables.all

  @Test
  func `there is an export of every source, and no file name occurs twice`() {
    #expect(
      Set(ForeignExports.all.map(\.source)) == [
        "meta_instagram", "meta_facebook", "facebook_insights", "instagram_graph",
        "youtube_studio", "youtube_data_api", "tiktok_studio", "tiktok_archive",
        "x_tweet_activity", "x_analytics", "x_archive", "linkedin_page", "linkedin_creator",
        "sprout", "postiz", "hootsuite", "metricool", "buffer", "google_calendar", "plain",
      ])
    #expect(Set(Self.exports.map(\.fileName)).count == Self.exports.count)
  }

  @Test(arguments: exports)
  func `each holds 150 posts or more, with ids of their own`(_ export: ForeignExport) {
    #expect(export.posts.count >= 150)
    let ids = export.posts.compactMap(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: exports)
  func `posts go out on many hours, and those of 18 o'clock do twice as well`(
    _ export: ForeignExport
  ) throws {
    guard export.posts.contains(where: { $0.instant != nil && !$0.metrics.isEmpty }) else { return }
    // A file that tells instants without a zone is of Berlin.
    var calendar = Calendar(identifier: .gregorian)
    let zone = export.zone == "UTC" ? nil : export.zone
    calendar.timeZone = try #require(TimeZone(identifier: zone ?? "Europe/Berlin"))
    var levels: [Int: [Double]] = [:]
    for post in export.posts {
      let instant = try #require(post.instant)
      let hour = calendar.component(
        .hour, from: Date(timeIntervalSince1970: TimeInterval(instant)))
      let metric = ["views", "impressions", "reach", "likes"].compactMap { post.metrics[$0] }.first
      try levels[hour, default: []].append(#require(metric))
    }
    #expect(levels.count > 15)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let others = mean(levels.filter { $0.key != 18 }.values.flatMap { $0 })
    let best = mean(levels[18] ?? []) / others
    #expect((1.6...2.4).contains(best), "\(best)")
  }

  @Test(arguments: exports.filter { ["x", "tiktok", "linkedin"].contains(clock($0)) })
  func `the clock in an id shows the instant`(_ export: ForeignExport) throws {
    for post in export.posts {
      let id = try #require(post.id.flatMap { Decimal(string: $0) })
      // By division where the generator shifts bits.
      let seconds =
        switch Self.clock(export) {
        case "x": (id / 4_194_304 + 1_288_834_974_657) / 1000
        case "tiktok": id / 4_294_967_296
        default: id / 4_194_304 / 1000
        }
      let instant = try Decimal(#require(post.instant))
      #expect(seconds >= instant && seconds < instant + 1, "\(id)")
    }
  }

  @Test(arguments: exports.filter { clock($0) == "instagram" })
  func `the clock in a shortcode shows the instant`(_ export: ForeignExport) throws {
    let text = String(decoding: export.bytes, as: UTF8.self)
    let codes = text.matches(of: #/instagram\.com/(?:p|reel)/([\w-]{11})//#).map(\.1)
    try #require(codes.count == export.posts.count)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for (code, post) in zip(codes, export.posts) {
      var number = Decimal(0)
      for letter in code {
        let index = try #require(alphabet.firstIndex(of: letter))
        number = number * 64 + Decimal(alphabet.distance(from: alphabet.startIndex, to: index))
      }
      let seconds = (number / 8_388_608 + 1_314_220_021_721) / 1000
      let instant = try Decimal(#require(post.instant))
      #expect(seconds >= instant && seconds < instant + 1, "\(code)")
    }
  }

  @Test(arguments: exports.filter { $0.fileName.hasSuffix(".json") })
  func `documents are JSON`(_ export: ForeignExport) throws {
    _ = try JSONSerialization.jsonObject(with: Data(export.bytes))
  }

  @Test
  func `of two exports that overlap the later one has the larger figures`() throws {
    let overlap = ForeignTables.overlap
    let later = Dictionary(grouping: overlap.later.posts) { $0.id }
    let shared = overlap.earlier.posts.filter { later[$0.id] != nil }
    #expect(shared.count == 60 && overlap.posts.count == 180)
    for post in shared {
      let views = try #require(later[post.id]?.first?.metrics["views"])
      #expect(try #require(post.metrics["views"]) < views)
    }
  }

  /// Whose clock the ids of a source carry; none where they are made up.
  private static func clock(_ export: ForeignExport) -> String {
    switch export.source {
    case "x_tweet_activity", "x_analytics", "x_archive": "x"
    case "tiktok_studio", "tiktok_archive": "tiktok"
    case "linkedin_page", "linkedin_creator": "linkedin"
    case "meta_instagram", "instagram_graph": "instagram"
    default: ""
    }
  }
}
