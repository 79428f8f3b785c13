import Foundation
import SchedCore

/// The brand of `Tests/Examples`: a coffee roastery, its bar and the company behind them.
///
/// A seed decides its sixty queued posts and the two thousand results of the half year before, so
/// that the files can be made anew: `ACCEPT=brand swift test --disable-xctest --filter
/// ExampleTests`.
enum Brand {
  private static let seed: UInt64 = 20_261_124
  /// 2026-05-25, a Monday, in days since the epoch.
  private static let firstDay = 20598
  private static let days = 182

  private struct Channel {
    var account: String
    var contentType: String
    var followers: Int
    /// The hour in UTC at which its readers are there, and the days on which they are more.
    var hour: Double
    var days: ClosedRange<Int>
    var texts: [String]
  }

  private static let channels = [
    Channel(
      account: "roastery", contentType: "youtube_long_form", followers: 8_200, hour: 17,
      days: 5...6, texts: ["A day at the roaster", "From Sidamo to Köln", "How we cup"]),
    Channel(
      account: "roastery", contentType: "youtube_shorts", followers: 8_200, hour: 19,
      days: 0...6, texts: ["Latte art in 30 seconds", "One bean, three grinds", "Bloom!"]),
    Channel(
      account: "roastery", contentType: "tiktok_video", followers: 15_300, hour: 20, days: 2...4,
      texts: ["Which bean are you?", "POV: first crack", "Espresso or ristretto?"]),
    Channel(
      account: "roastery", contentType: "instagram_reels", followers: 22_400, hour: 18, days: 1...3,
      texts: ["Pour-over, step by step", "Cold brew at home", "The sound of roasting"]),
    Channel(
      account: "roastery", contentType: "instagram_feed", followers: 22_400, hour: 11, days: 2...4,
      texts: ["New on the shelf: Sidamo natural", "Our new bags", "Five cafés we love"]),
    Channel(
      account: "bar", contentType: "instagram_stories", followers: 5_900, hour: 7, days: 0...4,
      texts: ["Today's special", "The queue is short right now", "Guest roaster on Friday"]),
    Channel(
      account: "bar", contentType: "x_post", followers: 3_100, hour: 6, days: 0...4,
      texts: ["We open at 7 tomorrow", "Oat milk is back", "First ten coffees are on us"]),
    Channel(
      account: "bar", contentType: "facebook_post", followers: 4_700, hour: 17, days: 4...5,
      texts: ["Cupping evening on Thursday", "Open on Sunday", "Live jazz, no cover"]),
    Channel(
      account: "company", contentType: "linkedin_post", followers: 10_800, hour: 14, days: 1...3,
      texts: ["We are hiring a head roaster", "How we pay our growers", "Our first solar roast"]),
    Channel(
      account: "company", contentType: "facebook_post", followers: 2_600, hour: 12, days: 0...4,
      texts: ["Behind the scenes", "Meet the team", "A word on prices"]),
  ]

  /// Sixty posts for the last week of November.
  static var queue: [String] {
    var random = SeededGenerator(seed: seed)
    return (0..<60).map { number in
      let channel = channels[number % channels.count]
      let text = channel.texts[number / channels.count % channel.texts.count]
      var fields = [
        #""id":"q\#(number + 1)""#, #""account":"\#(channel.account)""#,
        #""content_type":"\#(channel.contentType)""#, #""text":"\#(text)""#,
      ]
      switch random.next(below: 12) {
      case 0: fields.append(#""priority":"urgent""#)
      case 1, 2: fields.append(#""priority":"high""#)
      case 3, 4: fields.append(#""priority":"low""#)
      default: break
      }
      if random.next(below: 8) == 0 { fields.append(#""not_before":"2026-11-24T06:00:00Z""#) }
      if random.next(below: 8) == 0 { fields.append(#""deadline":"2026-11-27T20:00:00Z""#) }
      if number % 20 >= 17 { fields.append(#""campaign":"advent""#) }
      return "{" + fields.joined(separator: ",") + "}"
    }
  }

  /// Two thousand results, by time; some were late, some refused, some failed.
  static var results: [String] {
    var random = SeededGenerator(seed: seed + 1)
    let instants = (0..<2000).map { _ -> Int64 in
      let day = Int64(firstDay + random.next(below: days))
      // People post by day, and on the quarter of an hour.
      return day * 86_400 + Int64(5 * 4 + random.next(below: 17 * 4)) * 900
    }
    return instants.sorted().enumerated().map { number, second in
      let channel = channels[random.next(below: channels.count)]
      let scheduled = Instant(seconds: second)
      var fields = [
        #""id":"r\#(number + 1)""#, #""account":"\#(channel.account)""#,
        #""content_type":"\#(channel.contentType)""#, #""scheduled_at":"\#(scheduled)""#,
      ]
      let luck = random.next(below: 100)
      let wait = Int64(exp(3 + random.nextNormal()))
      switch luck {
      case 0..<3:
        fields.append(
          #""failed_at":"\#(scheduled)","status":"rate_limited","http_status":429,"retry_after":900"#
        )
      case 3: fields.append(#""failed_at":"\#(scheduled)","status":"failed","attempts":3"#)
      default:
        let late = luck < 8 ? 3600 : 0
        fields.append(#""posted_at":"\#(scheduled.adding(seconds: wait + Int64(late)))""#)
        if luck < 8 { fields.append(#""attempts":2"#) }
        fields.append(#""followers":\#(channel.followers)"#)
        fields.append(metrics(channel, second, random.nextNormal(), random.nextNormal()))
      }
      return "{" + fields.joined(separator: ",") + "}"
    }
  }

  /// Up to two and a half times as many react at the channel's own hour.
  private static func metrics(
    _ channel: Channel, _ second: Int64, _ reach: Double, _ noise: Double
  ) -> String {
    // The epoch began on a Thursday.
    let day = Int(second / 86_400 + 3) % 7
    let distance = (Double(second % 86_400) / 3600 - channel.hour) / 2.5
    let isDay = channel.days.contains(day)
    let effect = 0.9 * exp(-distance * distance / 2) * (isDay ? 1 : 0.4)
    let impressions = Int(Double(channel.followers) * 0.7 * exp(0.3 * reach))
    let likes = Int(Double(impressions) * 0.012 * exp(effect + 0.4 * noise))
    return #""metrics":{"impressions":\#(impressions),"likes":\#(likes),"comments":\#(likes / 8)}"#
  }
}
