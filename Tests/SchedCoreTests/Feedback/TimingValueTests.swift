import Foundation
import SchedCore
import Testing

struct TimingValueTests {
  private func value(
    _ method: TimingValue.Method, of posts: [ValuedPost]
  ) throws -> TimingValue {
    try #require(TimingValue.values(of: posts).first { $0.method == method })
  }

  /// Pairs by lot whose better post did better by each of some differences.
  private func pairs(_ differences: [Double]) -> [ValuedPost] {
    differences.enumerated().flatMap { index, difference -> [ValuedPost] in
      let (half, lot) = (difference / 2, UInt64(index))
      return [
        ValuedPost(outcome: half, advice: 0.9, stratum: 0, lot: lot),
        ValuedPost(outcome: -half, advice: 0.5, stratum: 0, lot: lot),
      ]
    }
  }

  /// Values from -0.4 to 0.4 that have no order.
  private func noise(_ count: Int) -> [Double] {
    (0..<count).map { index -> Double in 0.4 * cos(2.4 * Double(index)) }
  }

  /// Python: d = [.1, .3, -.1, .2, .15, .05]; scipy.stats.t.interval(.9, 5, numpy.mean(d),
  /// scipy.stats.sem(d)), then exp and less 1.
  @Test
  func `pairs by lot give the interval of their differences`() throws {
    let value = try value(.lot, of: pairs([0.1, 0.3, -0.1, 0.2, 0.15, 0.05]))
    let interval = try #require(value.interval)
    #expect(abs(try #require(value.lift) - 0.12374478565811442) < 1e-12)
    #expect(abs(interval.lowerBound - 0.00428178) < 1e-4)
    #expect(abs(interval.upperBound - 0.25741836) < 1e-4)
    #expect(value.posts == 12)
  }

  @Test
  func `a lot whose slots have nearly the same score says nothing`() throws {
    let posts = noise(200).enumerated().map { index, outcome in
      let score = index % 2 == 0 ? 0.9 : 0.91
      return ValuedPost(outcome: outcome, advice: score, stratum: 0, lot: UInt64(index / 2))
    }
    let value = try value(.lot, of: posts)
    #expect(value.lift == nil && value.verdict == .unknown)
    #expect(
      value.text.hasPrefix("not yet known: too few posts had slots of different scores by lot; "))
  }

  @Test
  func `outcomes that are all the same, or no numbers, decide nothing`() throws {
    for outcome in [0, Double.nan, .infinity] {
      let posts = (0..<40).map {
        ValuedPost(outcome: outcome, advice: Double($0 % 2), stratum: 0, lot: UInt64($0 / 2))
      }
      let values = TimingValue.values(of: posts)
      #expect(values.allSatisfy { $0.verdict == .unknown && $0.lift == nil })
    }
  }

  @Test
  func `one post that went viral decides nothing`() throws {
    var differences = (0..<60).map { 0.1 * Double($0 % 3) }
    let before = try #require(value(.lot, of: pairs(differences)).lift)
    differences[7] = 12
    let after = try #require(value(.lot, of: pairs(differences)).lift)
    #expect(abs(after - before) < 0.02)
  }

  @Test
  func `each verdict is a sentence that a person can act on`() throws {
    let noise = noise(400)
    let yes = try value(.lot, of: pairs(noise.map { $0 + 0.1 }))
    #expect(yes.verdict == .yes && yes.postsNeeded == nil)
    #expect(
      yes.text == "yes: posts dealt by lot to the better slots did 11 % better than those dealt to "
        + "the worse ones (90 % interval 8 to 13 %, 800 posts)")
    let no = try value(.lot, of: pairs(noise))
    #expect(no.verdict == .no)
    #expect(
      no.text == "no: posts dealt by lot to the better slots did at most 2.4 % better than those "
        + "dealt to the worse ones (90 % interval -2.3 to 2.4 %, 800 posts)")
    let unknown = try value(.lot, of: pairs(noise.prefix(60).map { $0 + 0.03 }))
    #expect(unknown.verdict == .unknown)
    #expect(
      unknown.text == "not yet known: posts dealt by lot to the better slots did 3 % better than "
        + "those dealt to the worse ones (90 % interval -3.2 to 9.6 %, 120 posts); about 630 more posts "
        + "would tell 5 % from nothing")
  }

  @Test
  func `without a lot it says what one would take`() throws {
    let posts = noise(100).enumerated().map { index, outcome in
      ValuedPost(outcome: outcome, advice: Double(index % 2), stratum: 0)
    }
    let value = try value(.lot, of: posts)
    #expect(
      value.text == "not yet known: no posts had their slots by lot; about 3300 posts would tell "
        + "5 % from nothing, and sched-plan --experiment deals slots by lot, which tells")
    #expect(TimingValue.values(of: []).isEmpty)
  }

  /// The promise of the sentence: that many posts, and no more, would decide.
  @Test
  func `so many more posts as it names are enough`() throws {
    let noise = noise(60)
    let unknown = try value(.lot, of: pairs(noise))
    let needed = try #require(unknown.postsNeeded)
    let copies = 1 + needed / unknown.posts
    func verdict(_ copies: Int) throws -> TimingValue.Verdict {
      try value(.lot, of: pairs((0..<copies).flatMap { _ in noise.map { $0 + 0.025 } })).verdict
    }
    #expect(try verdict(copies + 1) != .unknown)
    #expect(try verdict(copies / 2) == .unknown)
  }

  @Test
  func `a line has the figures and the sentence`() throws {
    var writer = JSONWriter()
    try value(.lot, of: pairs([0.1, 0.3, -0.1, 0.2, 0.15, 0.05])).append(to: &writer)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"kind":"value","method":"lot","lift":0.123745,"lower":0.00428596,"upper":0.257413,"#
        + #""posts":12,"effective_posts":12,"verdict":"yes","confounded":false,"#
        + #""text":"yes: posts dealt by lot to the better slots did 12 % better than those dealt to "#
        + #"the worse ones (90 % interval 0.4 to 26 %, 12 posts)"}"# + "\n")
  }

  @Test
  func `the order of the posts changes nothing that is written`() throws {
    let posts = TimingYear(seed: 3, lift: 0.05).posts
    func line(_ posts: [ValuedPost]) -> [UInt8] {
      var writer = JSONWriter()
      for value in TimingValue.values(of: posts) { value.append(to: &writer) }
      return writer.bytes
    }
    #expect(line(posts) == line(posts.reversed()))
  }
}
