import SchedCore

/// The posts of `Tests/Examples/agency.jsonl`: three hundred, for fifty clients of an agency, in the
/// last week of November 2026.
///
/// A seed decides them, so that the file can be made anew: `ACCEPT=agency swift test
/// --disable-xctest --filter ExampleTests`.
enum Agency {
  static let seed: UInt64 = 20_261_123
  static let clients = (1...50).map { "client-\($0 < 10 ? "0" : "")\($0)" }
  /// Monday to Sunday, in the agency's clocks.
  static let week = ["--from", "2026-11-22T23:00:00Z", "--days", "7"]

  /// A line for each post.
  static var posts: [String] {
    var random = SeededGenerator(seed: seed)
    func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    func pick(_ list: [String]) -> String { list[below(list.count)] }
    var counts = Array(repeating: 0, count: clients.count)
    return (0..<300).map { number in
      // Every client has a post, and some have ten.
      let client = number < 50 ? number : below(50)
      counts[client] += 1
      let count = counts[client]
      var fields = [
        #""id":"\#(clients[client].suffix(2))-\#(count)""#, #""account":"\#(clients[client])""#,
        #""content_type":"\#(pick(types))""#,
      ]
      switch below(20) {
      case 0: fields.append(#""priority":"urgent""#)
      case 1...4: fields.append(#""priority":"high""#)
      case 5...7: fields.append(#""priority":"low""#)
      default: break
      }
      // From Monday or later on, and by Thursday or later.
      if below(5) == 0 { fields.append(#""not_before":"2026-11-2\#(3 + below(3))T08:00:00Z""#) }
      if below(5) == 0 { fields.append(#""deadline":"2026-11-2\#(6 + below(3))T18:00:00Z""#) }
      if below(4) == 0 { fields.append(#""campaign":"\#(pick(["advent", "black-friday"]))""#) }
      if count > 1, below(10) == 0 {
        fields.append(
          #""after":"\#(clients[client].suffix(2))-\#(count - 1)","after_hours":\#(below(5))"#)
      }
      if below(8) == 0 { fields.append(#""queued_at":"2026-11-\#(17 + below(6))T09:00:00Z""#) }
      return "{" + fields.joined(separator: ",") + "}"
    }
  }

  private static let types = [
    "instagram_feed", "instagram_reels", "instagram_stories", "instagram_stories", "tiktok_video",
    "linkedin_post", "facebook_post", "x_post", "x_post", "youtube_shorts",
  ]
}
