import Foundation
import SchedCore
import Testing

/// Accounts whose posts gather reactions for days, and logs and exports that tell of them early,
/// late, again and again.
///
/// The audience of all grows and has its seasons, a post may go viral, nothing may go out for some
/// days, and a platform may let nothing through for a while.
struct World {
  struct Account {
    var name: String
    var platform = "instagram"
    /// The hour of the day at which its posts do better, by a factor of exp(0.8), an hour before and
    /// after too; nil where no hour matters.
    var bestHour: Int?
  }

  struct Post {
    var id: Int
    var account: Account
    var instant: Instant
    var isRefused: Bool
    /// The reactions that it has in the end.
    var likes: Double
  }

  /// Monday, 2026-06-01.
  static let start = Instant(seconds: 1_780_272_000)

  var accounts = [Account(name: "acme")]
  /// By what factor the audience has grown after a year.
  var growth = 1.0
  /// How far a season is above or below the mean.
  var season = 0.0
  /// The days on which nothing goes out.
  var outage = 0..<0
  /// Whom a platform refuses everything, and on which days.
  var refused = ""
  var refusal = 0..<0
  /// The posts that go viral.
  var viral: Set<Int> = []
  private(set) var posts: [Post] = []
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static func day(_ number: Int) -> Instant { start.adding(hours: 24 * Int64(number)) }

  /// Lets each account publish so many posts a day, at any hours.
  mutating func publish(_ days: Range<Int>, posts perDay: Int) {
    for day in days {
      for account in accounts {
        for _ in 0..<perDay {
          let hour = random.next(below: 24)
          // Drawn in any case, so that worlds differ by what is told of them alone.
          let (second, noise) = (random.next(below: 3600), exp(0.4 * random.nextNormal()))
          guard !outage.contains(day) else { continue }
          let instant = Self.day(day).adding(seconds: Int64(3600 * hour + second))
          let isGood = account.bestHour.map { abs($0 - hour) <= 1 } ?? false
          let id = posts.count
          let likes =
            1000 * noise * pow(growth, Double(day) / 365) * (isGood ? exp(0.8) : 1)
            * (1 + season * sin(2 * .pi * Double(day) / 365)) * (viral.contains(id) ? 100 : 1)
          posts.append(
            Post(
              id: id, account: account, instant: instant,
              isRefused: account.name == refused && refusal.contains(day), likes: likes))
        }
      }
    }
    posts.sort { $0.instant < $1.instant }
  }
}

extension World {
  /// After so many hours half of the reactions are there; that of Instagram's posts.
  private static let halfLifeHours = 19.0

  /// What a log of some posts says at an instant.
  func log(_ posts: some Sequence<Post>, measuredAt instant: (Post) -> Instant) -> String {
    posts.map { post in
      let head =
        #"{"id":\#(post.id),"account":"\#(post.account.name)","platform":"\#(post.account.platform)""#
      guard !post.isRefused else {
        return head
          + #","status":"rate_limited","http_status":429,"failed_at":"\#(post.instant)"}"# + "\n"
      }
      let measured = instant(post)
      let hours = Double(measured.milliseconds - post.instant.milliseconds) / 3_600_000
      let likes = post.likes * (1 - exp2(-hours / Self.halfLifeHours))
      return head + #","posted_at":"\#(post.instant)","measured_at":"\#(measured)","#
        + #""metrics":{"likes":\#(Int(likes.rounded()))}}"# + "\n"
    }.joined()
  }

  /// An export of all that went out before a day.
  func export(_ day: Int) -> String {
    let now = Self.day(day)
    return log(posts.filter { $0.instant < now && !$0.isRefused }) { _ in now }
  }

  /// Runs `sched-feedback` on the parameters in a directory.
  static func learn(
    _ log: String, onDay day: Int, in directory: TemporaryDirectory, _ flags: [String] = []
  ) throws {
    try Tool("sched-feedback").run(
      [
        "-q", "--now", "\(World.day(day))", "--target", "likes", "--in-place", "--params",
        "params.jsonl",
      ] + flags, input: log, directory: directory
    ).expect()
  }
}
