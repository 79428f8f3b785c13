import Foundation
import SchedCore
import Testing

/// What goes wrong with the histories that people have: each input is small, and the right answer is
/// known because it was made.
struct TrainRealityTests {
  private static let start: Int64 = 1_735_689_600  // 2025-01-01T00:00:00Z, a Wednesday

  /// A post on a day at an hour (UTC).
  private static func post(
    _ id: Int, day: Int, hour: Int, minute: Int = 0, platform: String = "x",
    account: String = "a", _ metrics: String
  ) -> String {
    let at = Instant(seconds: start + Int64(day) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60)
    return
      #"{"id":\#(id),"account":"\#(account)","platform":"\#(platform)","posted_at":"\#(at)","metrics":{\#(metrics)}}"#
      + "\n"
  }

  private struct Learned {
    struct Pick: Decodable {
      let hour: Int
      let predicted: Double?
      let lower: Double?
      let upper: Double?
      let confidence: Double
    }
    let header: [String: Any]
    let messages: String
    /// All 168 hours of a week, the best first.
    let picks: [Pick]

    var probability: Double {
      (header["time_effect"] as? [String: Any])?["probability"] as? Double ?? -1
    }
    var beatsMean: Bool? { (header["scores"] as? [String: Any])?["beats_mean"] as? Bool }
    /// The largest prediction over the smallest.
    var ratio: Double {
      let values = picks.compactMap(\.predicted)
      return (values.max() ?? 0) / (values.min() ?? 1)
    }
    /// The mean prediction of an hour of the day.
    func mean(at hour: Int) -> Double {
      Statistics.mean(picks.filter { $0.hour == hour }.compactMap(\.predicted)) ?? .nan
    }
    func mostConfidence(at hour: Int) -> Double {
      picks.filter { $0.hour == hour }.map(\.confidence).max() ?? .nan
    }
  }

  private static let now = ["--now", "2027-01-04T00:00:00Z"]

  private func learn(
    _ history: String, platform: String = "x", account: String = "a", _ flags: [String] = []
  ) throws -> Learned {
    try TemporaryDirectory.with { directory in
      let model = try Tool("sched-train").run(
        ["-v", "--trees", "30"] + Self.now + flags, input: history, directory: directory)
      try #require(model.status == 0, "\(model.err)")
      try directory.write(model.out, to: "model.jsonl")
      let out = try Tool("sched-predict").run(
        ["--model", "model.jsonl", "--top", "168"] + Self.now,
        input: #"{"platform":"\#(platform)","account":"\#(account)"}"#, directory: directory)
      try #require(out.status == 0, "\(out.err)")
      struct Line: Decodable { let predictions: [Learned.Pick] }
      let first = try #require(model.out.split(separator: "\n").first)
      let header = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any]
      let line = try JSONDecoder().decode(Line.self, from: Data(out.out.utf8))
      return Learned(
        header: try #require(header), messages: model.err, picks: line.predictions)
    }
  }

  /// exp of a normal number of this spread.
  private func noise(_ random: inout SeededGenerator, _ spread: Double = 0.4) -> Double {
    exp(spread * random.nextNormal())
  }

  @Test
  func `a metric that is missing in the morning does not make the morning best`() throws {
    var random = SeededGenerator(seed: 1)
    let history = (0..<190).map { index in
      let isEvening = index % 2 == 0
      let worth = (isEvening ? 1.7 : 1) * noise(&random)
      let rate = isEvening ? #","engagement_rate":\#(0.04 * worth)"# : ""
      return Self.post(
        index, day: index, hour: isEvening ? 20 : 8, platform: "instagram",
        #""saves":\#(Int(50 * worth)),"shares":\#(Int(30 * worth))\#(rate)"#)
    }.joined()
    let learned = try learn(history, platform: "instagram")
    #expect(learned.mean(at: 20) > learned.mean(at: 8) * 1.1)
    #expect((18...22).contains(learned.picks[0].hour))
  }

  @Test
  func `a size that is missing at one hour does not make that hour`() throws {
    var random = SeededGenerator(seed: 2)
    let history = (0..<240).map { index in
      let hour = [9, 12, 15, 18][index % 4]
      let worth = noise(&random)
      let seen = hour == 9 ? "" : #","impressions":\#(Int(1000 * worth))"#
      return Self.post(
        index, day: index, hour: hour, #""engagement_rate":\#(0.04 * noise(&random))\#(seen)"#)
    }.joined()
    let learned = try learn(history)
    #expect(learned.ratio < 1.25, "\(learned.messages)")
  }

  /// The outlier is thirty times the rest, at an hour of its own; at 1,000 posts ten times.
  @Test(arguments: [(200, 30.0), (1000, 10)])
  func `one post that went viral is no best hour`(_ posts: Int, _ times: Double) throws {
    var random = SeededGenerator(seed: 3)
    let usual = (0..<posts).map { index in
      Self.post(
        index, day: index / 2, hour: [9, 12, 15, 18][index % 4], minute: index % 50,
        #""likes":\#(Int(200 * noise(&random)))"#)
    }.joined()
    let viral = Self.post(
      posts, day: posts / 4, hour: 3, minute: 30, #""likes":\#(Int(200 * times))"#)
    let learned = try learn(usual + viral)
    #expect(!(2...4).contains(learned.picks[0].hour) || learned.ratio < 1.15)
    #expect(learned.mostConfidence(at: 3) < 0.8 && learned.ratio < 1.5)
  }

  /// The account grows eightfold while its habit moves from 9 h to 21 h; no hour matters.
  @Test
  func `growth does not pose as a good hour`() throws {
    var random = SeededGenerator(seed: 4)
    let history = (0..<600).map { index in
      let part = Double(index) / 600
      let hour = random.nextUnit() < part ? 21 : 9
      return Self.post(
        index, day: index, hour: hour, #""likes":\#(Int(100 * pow(8, part) * noise(&random)))"#)
    }.joined()
    let learned = try learn(history)
    #expect(learned.ratio < 1.2 && learned.mostConfidence(at: 21) < 0.9, "\(learned.messages)")
    #expect(learned.beatsMean == false)
  }

  @Test
  func `a file that is fed twelve times teaches what it teaches once`() throws {
    var random = SeededGenerator(seed: 5)
    let history = (0..<320).map { index in
      Self.post(
        index, day: index, hour: 6 + random.next(below: 16),
        #""likes":\#(Int(90 * noise(&random)))"#)
    }.joined()
    let once = try learn(history)
    let often = try learn(String(repeating: history, count: 12))
    #expect(once.header["samples"] as? Int == 320 && often.header["samples"] as? Int == 320)
    #expect(once.picks.map(\.predicted) == often.picks.map(\.predicted))
    #expect(often.messages.contains("3520 records replaced by later ones"))
    let forty = try Tool("sched-train").run(
      Self.now,
      input: String(
        repeating: history.split(separator: "\n").prefix(40)
          .joined(separator: "\n") + "\n", count: 2))
    #expect(forty.out.contains(#""kind":"skipped""#) && forty.out.contains(#""samples":40"#))
    #expect(forty.err.contains("40 more records are of the same posts"), "\(forty.err)")
  }

  /// LinkedIn's posts reach half of their reactions in a day; the export is of one evening.
  @Test
  func `an hour that was tried first some days ago waits until its figures are there`() throws {
    var random = SeededGenerator(seed: 6)
    let old = (0..<150).map { index in
      Self.post(
        index, day: index * 4, hour: 9, platform: "linkedin",
        #""likes":\#(Int(300 * noise(&random, 0.2)))"#)
    }.joined()
    // Posted in the last three days before the export, with a half of the reactions.
    let young = (0..<6).map { index in
      Self.post(
        150 + index, day: 730 + index / 2, hour: 18, platform: "linkedin",
        #""likes":\#(Int(150 * noise(&random, 0.2)))"#)
    }.joined()
    let learned = try learn(
      old + young, platform: "linkedin", ["--now", "2027-01-03T20:00:00Z"])
    #expect(learned.messages.contains("6 posts too young to count"), "\(learned.messages)")
    #expect(learned.ratio < 1.1)
  }

  @Test
  func `order, predictions, confidence and interval are of one piece`() throws {
    var random = SeededGenerator(seed: 7)
    let history = (0..<500).map { index in
      let hour = 7 + random.next(below: 15)
      let worth = (hour == 19 || hour == 20 ? 1.8 : 1) * noise(&random)
      return Self.post(index, day: index, hour: hour, #""likes":\#(Int(120 * worth))"#)
    }.joined()
    let learned = try learn(history)
    let values = learned.picks.compactMap(\.predicted)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 - 1e-4 })
    #expect((18...21).contains(learned.picks[0].hour) && learned.probability > 0.9)
    let median = try #require(Statistics.median(values))
    for pick in learned.picks {
      let predicted = try #require(pick.predicted)
      let (lower, upper) = (try #require(pick.lower), try #require(pick.upper))
      #expect(lower < predicted && predicted < upper)
      if predicted > median * 1.001 { #expect(pick.confidence >= 0.5) }
      if predicted < median / 1.001 { #expect(pick.confidence <= 0.5) }
    }
  }

  /// 20 accounts of 50 posts without any effect, and the share of hours that are told to be sure.
  @Test
  func `of fifty posts of pure noise nothing is sure`() throws {
    for seed in 0..<6 {
      var random = SeededGenerator(seed: UInt64(100 + seed))
      let history = (0..<50).map { index in
        Self.post(
          index, day: index * 3, hour: 6 + random.next(below: 17),
          #""likes":\#(Int(100 * noise(&random, 0.7)))"#)
      }.joined()
      let learned = try learn(history)
      #expect(learned.picks.allSatisfy { $0.confidence < 0.9 }, "\(seed)")
      #expect(learned.ratio < 1.5)
    }
  }

  /// The noise of one account is three times that of the other.
  @Test
  func `intervals hold for a loud and for a quiet account`() throws {
    var random = SeededGenerator(seed: 8)
    let history = (0..<800).map { index in
      let isLoud = index % 2 == 0
      return Self.post(
        index, day: index / 2, hour: 6 + random.next(below: 16),
        account: isLoud ? "loud" : "quiet",
        #""likes":\#(Int(1000 * noise(&random, isLoud ? 0.9 : 0.3)))"#)
    }.joined()
    for (account, spread) in [("loud", 0.9), ("quiet", 0.3)] {
      let learned = try learn(history, account: account)
      let pick = try #require(learned.picks.first)
      let (lower, upper) = (try #require(pick.lower), try #require(pick.upper))
      // 80 % of a lognormal lie within 1.28 spreads.
      let width = log(upper / lower) / (2 * 1.2816 * spread)
      #expect(width > 0.8 && width < 1.5, "\(account): \(width)")
    }
  }

  /// Every post loses followers; those of 20 h lose fewer.
  @Test
  func `figures below 0 are learned from, and ranked by themselves`() throws {
    var random = SeededGenerator(seed: 9)
    let history = (0..<300).map { index in
      let hour = 6 + random.next(below: 16)
      let net = (hour >= 19 ? -20.0 : -60) + 10 * random.nextNormal()
      return Self.post(index, day: index, hour: hour, #""net":\#(net.rounded())"#)
    }.joined()
    let learned = try learn(history, ["--target", "net"])
    #expect((19...22).contains(learned.picks[0].hour))
    let raw = try learn(history, ["--target", "net", "--no-normalize"])
    #expect((19...22).contains(raw.picks[0].hour))
    let best = try #require(raw.picks[0].predicted)
    #expect(best > -40 && best < 0)
    let zeros = try Tool("sched-train").run(
      Self.now + ["--target", "likes"],
      input: (0..<60).map { Self.post($0, day: $0, hour: 9, #""likes":0"#) }.joined())
    #expect(zeros.err.contains("60 have nothing but zeros"), "\(zeros.err)")
  }

  @Test
  func `two accounts with different best hours are told each its own`() throws {
    var random = SeededGenerator(seed: 10)
    let history = (0..<1200).map { index in
      let (account, best) = index % 2 == 0 ? ("early", 8) : ("late", 20)
      let hour = 6 + random.next(below: 17)
      let worth = (abs(hour - best) <= 1 ? 2.0 : 1) * noise(&random)
      return Self.post(
        index, day: index / 2, hour: hour, account: account, #""likes":\#(Int(100 * worth))"#)
    }.joined()
    #expect((7...9).contains(try learn(history, account: "early").picks[0].hour))
    #expect((19...21).contains(try learn(history, account: "late").picks[0].hour))
  }

  @Test
  func `nothing to learn from leaves the model as it is`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("the old model", to: "model.jsonl")
      let empty = try shell("true | sched-train -o model.jsonl", directory: directory)
      #expect(empty.status == 1, "\(empty)")
      #expect(try directory.text(of: "model.jsonl") == "the old model")
      let bad = try shell("echo '{}' | sched-train -o model.jsonl", directory: directory)
      #expect(bad.status == 1)
      #expect(try directory.text(of: "model.jsonl") == "the old model")
    }
  }

  @Test
  func `models of other units or zones are not put together, nor used elsewhere`() throws {
    var random = SeededGenerator(seed: 11)
    let history = (0..<80).map { index in
      Self.post(
        index, day: index, hour: 6 + random.next(below: 16),
        #""impressions":\#(9000 + index),"likes":\#(Int(90 * noise(&random)))"#)
    }.joined()
    try TemporaryDirectory.with { directory in
      try directory.write(history, to: "history.jsonl")
      _ = try shell(
        """
        sched-train -q --trees 5 --now 2027-01-04T00:00:00Z history.jsonl >kpi.jsonl
        sched-train -q --trees 5 --now 2027-01-04T00:00:00Z --target impressions --no-normalize \
          history.jsonl >raw.jsonl
        sched-train -q --trees 5 --now 2027-01-04T00:00:00Z --tz America/New_York history.jsonl >ny.jsonl
        cat kpi.jsonl raw.jsonl >both.jsonl
        """, directory: directory)
      let both = try Tool("sched-predict").run(
        ["--model", "both.jsonl"], input: #"{"platform":"x"}"#, directory: directory)
      #expect(both.status == 65 && both.out.isEmpty)
      #expect(both.err.contains("learned of different things, kpi as ratios and impressions as it"))
      let elsewhere = try Tool("sched-predict").run(
        ["--model", "ny.jsonl"], input: #"{"platform":"x"}"#, directory: directory)
      #expect(elsewhere.status == 65)
      #expect(elsewhere.err.contains("learned with --tz America/New_York"), "\(elsewhere.err)")
      let home = try Tool("sched-predict").run(
        ["--model", "ny.jsonl", "--tz", "America/New_York"], input: #"{"platform":"x"}"#,
        directory: directory)
      #expect(home.status == 0)
    }
  }

  /// Likes are noise; a model that predicted its own rows as it learned them would seem to know
  /// them.
  @Test
  func `posts that the model has seen are said to be, and predicted without what saw them`() throws
  {
    var random = SeededGenerator(seed: 12)
    let history = (0..<400).map { index in
      Self.post(
        index, day: index, hour: 6 + random.next(below: 16),
        #""likes":\#(Int(500 * noise(&random)))"#)
    }.joined()
    try TemporaryDirectory.with { directory in
      try directory.write(history, to: "history.jsonl")
      let model = "sched-train -q --no-normalize --target likes --now 2027-01-04T00:00:00Z"
      _ = try shell("\(model) history.jsonl >model.jsonl", directory: directory)
      let out = try shell(
        "sched-predict --model model.jsonl --at posted_at history.jsonl", directory: directory)
      struct Line: Decodable {
        struct Prediction: Decodable {
          let predicted: Double
          let seen: Bool?
        }
        let metrics: [String: Double]
        let predictions: [Prediction]
      }
      let lines = try out.out.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      #expect(lines.count == 400 && lines.allSatisfy { $0.predictions[0].seen == true })
      let (likes, told) = (
        lines.compactMap { $0.metrics["likes"].map { log($0) } },
        lines.map { log($0.predictions[0].predicted) }
      )
      #expect(try #require(Statistics.rankCorrelation(likes, told)) < 0.15)
      let other = try Tool("sched-predict").run(
        ["--model", "model.jsonl", "--at", "posted_at"],
        input: Self.post(400, day: 3, hour: 9, ""), directory: directory)
      #expect(other.status == 0 && !other.out.contains("seen"))
    }
  }

  @Test(arguments: ["sched-train", "sched-feedback"])
  func `a target by a platform's own name is the metric of that name here`(
    _ name: String
  ) throws {
    var random = SeededGenerator(seed: 13)
    let history = (0..<60).map { index in
      Self.post(index, day: index, hour: 9 + index % 9, #""retweets":\#(random.next(below: 90))"#)
    }.joined()
    let flags = Self.now + ["--target"]
    let own = try Tool(name).run(flags + ["shares"], input: history)
    let theirs = try Tool(name).run(flags + ["metrics.retweets"], input: history)
    #expect(own.status == 0 && own.out.count > 1000 && own.out == theirs.out)
  }
}
