import Foundation
import SchedCore
import Testing

struct ArmComparisonTests {
  private static let years = 20

  /// A year of posts with a noise of 0.6 by the day and the arm, looked at after each of them.
  /// - Returns: in how many of 20 years the change was taken back.
  private func rollbacks(
    posts: Int, _ effect: (_ day: Double, _ isChanged: Bool) -> Double
  ) -> Int {
    (0..<Self.years).count { seed in
      var random = SeededGenerator(seed: UInt64(seed), stream: 4)
      var tally = ArmTally()
      for index in 0..<posts {
        let day = 365 * Double(index) / Double(posts)
        let isChanged = SettingsArm.isChanged(postKey: random.next(), trial: seed)
        let outcome = effect(day, isChanged) + 0.6 * random.nextNormal()
        tally.add(outcome, week: Int(day / 7), isChanged: isChanged)
        let action = ArmComparison(tally).action(rollbackProbability: 0.95, trialPosts: .max)
        if action == .rolledBack { return true }
      }
      return false
    }
  }

  @Test
  func `a harmless change is not blamed for a season, a trend or a fall`() {
    let courses: [(Double) -> Double] = [
      { log(1 + 0.2 * sin(2 * .pi * $0 / 365)) }, { log(0.99) * $0 / 7 },
      { $0 > 120 ? log(0.7) : 0 },
    ]
    var rollbacks = 0
    for course in courses { rollbacks += self.rollbacks(posts: 600) { day, _ in course(day) } }
    #expect(rollbacks <= 1)
  }

  /// The same with nothing to blame on anything, for longer.
  @Test
  func `looking after each of two thousand posts finds no harm where there is none`() {
    #expect(rollbacks(posts: 2_000) { _, _ in 0 } <= 1)
  }

  @Test
  func `a change that makes posts a quarter worse is taken back`() {
    let found = rollbacks(posts: 2_000) { _, isChanged in isChanged ? log(0.75) : 0 }
    #expect(found >= 18)
  }

  @Test
  func `harm is found, and never accepted first, when a hundred posts are enough`() {
    var (accepted, rolledBack) = (0, 0)
    for seed in 0..<Self.years {
      var random = SeededGenerator(seed: UInt64(seed), stream: 5)
      var tally = ArmTally()
      search: for index in 0..<2_000 {
        let isChanged = index % 2 == 0
        tally.add(
          (isChanged ? log(0.75) : 0) + 0.6 * random.nextNormal(), week: index / 40,
          isChanged: isChanged)
        switch ArmComparison(tally).action(rollbackProbability: 0.95, trialPosts: 100) {
        case .waiting: continue
        case .accepted: accepted += 1
        case .rolledBack: rolledBack += 1
        }
        break search
      }
    }
    #expect(rolledBack >= 18 && accepted <= 1)
  }

  /// Computed in Python.
  ///
  /// d, v = -.1, 2*500*.36/998/250; f = lambda x: 2*norm.pdf(x, 0, .1)
  /// * norm.pdf(.08, x, v**.5); p = quad(f, 0, 2)[0]/norm.pdf(.08, 0, v**.5); 1 - 1/p;
  /// d*.01/(.01 + v), with norm and quad of scipy.
  @Test
  func `the probability of harm is that of the mixture of all losses`() {
    let comparison = ArmComparison(tally(difference: -0.1, posts: 500))
    #expect(abs(comparison.probabilityWorse - 0.7921881263006141) < 1e-9)
    #expect(abs(comparison.change - -0.08739054290718039) < 1e-9)
  }

  /// Both arms in one week, with a deviation of about 0.6.
  private func tally(difference: Double, posts: Int) -> ArmTally {
    var tally = ArmTally()
    for index in 0..<posts {
      let distance = index % 2 == 0 ? 0.6 : -0.6
      tally.add(distance, week: 1, isChanged: false)
      tally.add(distance + difference, week: 1, isChanged: true)
    }
    return tally
  }

  @Test
  func `it waits for a hundred posts, and for doubts to go`() {
    func action(_ difference: Double, _ posts: Int) -> ArmComparison.Action {
      ArmComparison(tally(difference: difference, posts: posts))
        .action(rollbackProbability: 0.95, trialPosts: 100)
    }
    #expect(action(0, 98) == .waiting)
    #expect(action(0, 100) == .accepted)
    #expect(action(-0.15, 100) == .waiting)
    #expect(action(-0.15, 1_000) == .rolledBack)
    #expect(action(0.3, 18) == .waiting)
  }

  @Test
  func `a loss within the margin is no harm however many posts there are`() {
    for difference in [0.1, 0, -0.01] {
      let comparison = ArmComparison(tally(difference: difference, posts: 100_000))
      #expect(comparison.probabilityWorse == 0)
      #expect(abs(comparison.change - difference) < 0.001)
    }
  }

  @Test
  func `nothing is said of weeks that have one arm only`() {
    var tally = ArmTally()
    for index in 0..<400 {
      tally.add(index < 200 ? 0 : -3, week: index < 200 ? 1 : 2, isChanged: index >= 200)
    }
    let comparison = ArmComparison(tally)
    #expect(comparison.probabilityWorse == 0 && comparison.postsNeeded(for: 0.95) == nil)
    #expect(comparison.action(rollbackProbability: 0.95, trialPosts: 100) == .waiting)
  }

  @Test
  func `so many more posts as it names show a loss of five percent`() throws {
    let before = ArmComparison(tally(difference: log(0.95), posts: 500))
    let more = try #require(before.postsNeeded(for: 0.95))
    let enough = ArmComparison(tally(difference: log(0.95), posts: 500 + more / 2 + 1))
    let few = ArmComparison(tally(difference: log(0.95), posts: 500 + more / 4))
    #expect(enough.probabilityWorse > 0.95 && few.probabilityWorse < 0.95)
  }

  /// The posts: scipy's brentq on the mixture above finds 12,651 of them, told to two digits.
  @Test
  func `a line has the figures, and none where nothing is known`() {
    func line(_ tally: ArmTally) -> String {
      var writer = JSONWriter()
      writer.object { ArmComparison(tally).append(to: &$0, rollbackProbability: 0.95) }
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    #expect(line(ArmTally()) == #"{"posts":0,"posts_parent":0}"#)
    #expect(
      line(tally(difference: -0.1, posts: 500))
        == #"{"posts":500,"posts_parent":500,"change":-0.0873905,"probability_worse":0.792188,"#
        + #""posts_needed":13000}"#)
  }

  @Test
  func `the order in which outcomes come changes no decision`() {
    var (first, second) = (ArmTally(), ArmTally())
    let outcomes = (0..<300).map { index -> Double in cos(2.4 * Double(index)) }
    for index in outcomes.indices {
      let last = outcomes.count - 1 - index
      first.add(outcomes[index], week: index / 9, isChanged: index % 3 == 0)
      second.add(outcomes[last], week: last / 9, isChanged: last % 3 == 0)
    }
    let (one, other) = (ArmComparison(first), ArmComparison(second))
    #expect(abs(one.change - other.change) < 1e-12)
    #expect(abs(one.probabilityWorse - other.probabilityWorse) < 1e-9)
  }
}
