extension TimingContrast {
  /// A group whose best and worst score differ by less says nothing: the advice itself takes its
  /// slots for equal (chosen: learned scores are shares of the best hour, so that this is 2 %).
  static let leastScoreDifference = 0.02

  /// Compares posts at the better slots of their group with those at its worse ones.
  ///
  /// A slot is better if its score is above the middle between the group's lowest and highest. The
  /// difference is the mean of the groups' own differences, a group with m better and n worse slots
  /// counting m·n/(m + n). Scores and weights are settled before any outcome is. So where a lot deals
  /// the posts of each group, nothing but the hour can make the difference, whatever the posts are:
  /// it is free of bias by the draw alone (Neyman 1923, doi 10.1214/ss/1177012031).
  ///
  /// The variance is that of a regression with a level for each group, robust against groups that
  /// differ in noise or in what hours do to them (HC2: MacKinnon and White 1985, doi
  /// 10.1016/0304-4076(85)90158-7); of pairs it is the variance of their differences. The degrees
  /// of freedom are Bell and McCaffrey's (2002; Imbens and Kolesár 2016, doi 10.1162/REST_a_00552)
  /// for groups of equal noise, which for pairs are their number less 1.
  ///
  /// The key is the group of a post; posts without one do not count.
  static func inGroups(_ posts: [ValuedPost], by key: (ValuedPost) -> UInt64?) -> TimingContrast? {
    var members: [UInt64: [ValuedPost]] = [:]
    for post in posts {
      if let key = key(post) { members[key, default: []].append(post) }
    }
    // In the order of the keys, so that sums are the same in each run.
    let groups = members.sorted { $0.key < $1.key }.compactMap { DealtGroup($0.value) }
    let weight = groups.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    let difference = groups.reduce(0) { $0 + $1.weight * $1.difference } / weight
    let squares = groups.reduce(0) { $0 + $1.squares(about: difference, of: weight) }
    let spread = groups.reduce(0) { $0 + $1.spreadOfSquares }
    return TimingContrast(
      difference: difference, variance: squares / (weight * weight),
      degrees: weight * weight / spread - 1,
      posts: groups.reduce(0) { $0 + $1.count }, effectivePosts: 4 * weight)
  }
}

/// The outcomes of a group at its better and its worse slots.
private struct DealtGroup {
  private let better: [Double]
  private let worse: [Double]

  /// Nil if its slots are all alike.
  init?(_ posts: [ValuedPost]) {
    let scores = posts.map(\.advice)
    guard let lowest = scores.min(), let highest = scores.max(),
      highest - lowest >= TimingContrast.leastScoreDifference
    else { return nil }
    let middle = (lowest + highest) / 2
    better = posts.filter { $0.advice > middle }.map(\.outcome)
    worse = posts.filter { $0.advice <= middle }.map(\.outcome)
    guard !better.isEmpty, !worse.isEmpty else { return nil }
  }

  var count: Int { better.count + worse.count }
  private var shareOfBetter: Double { Double(better.count) / Double(count) }
  var weight: Double { Double(better.count) * (1 - shareOfBetter) }

  var difference: Double { Self.mean(better) - Self.mean(worse) }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// Both sides: the outcomes, and by how much being there differs from the group's mean of it.
  private var sides: [(outcomes: [Double], lean: Double)] {
    [(better, 1 - shareOfBetter), (worse, -shareOfBetter)]
  }

  /// The group's part of the variance, times the square of all groups' weight.
  func squares(about difference: Double, of weight: Double) -> Double {
    let mean = Self.mean(better + worse)
    return sides.reduce(0) { sum, side in
      let lean = side.lean * side.lean
      let free = 1 - 1 / Double(count) - lean / weight
      return side.outcomes.reduce(sum) {
        let rest = $1 - mean - difference * side.lean
        return free > 1e-9 ? $0 + lean * rest * rest / free : $0
      }
    }
  }

  /// Half the variance of `squares` in normal noise of 1.
  var spreadOfSquares: Double {
    let own = sides.reduce(0) { sum, side in
      sum + Double(side.outcomes.count) * side.lean * side.lean * side.lean * side.lean
    }
    let others = Double(count - 1)
    return own + (weight * weight - own) / (others * others)
  }
}
