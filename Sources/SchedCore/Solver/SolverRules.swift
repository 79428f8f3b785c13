/// The rules that one constraint file lays on every account: what the planning core plans under.
///
/// The core knows neither JSON nor YAML nor zones. Windows, blackouts and listed slots are already
/// resolved into the slots of each lane; days and fixed windows into the instants where they begin.
/// A *lane* is what one account posts on one platform: gaps and quotas hold within a lane,
/// concurrency, campaigns and order between the lanes of an account. All times are milliseconds.
/// One value serves all accounts, so its arrays are shared, never copied.
package struct SolverRules: Sendable {
  /// One for each platform, in the caller's order; posts name their lane by its index.
  package var lanes: [LaneRules]
  /// How many posts that are not urgent an account may have at one instant.
  package var calmLimit: Int
  /// How many posts an account may have at one instant, urgent ones included.
  package var totalLimit: Int
  /// The least distance of two posts of one campaign.
  package var campaignGap: Int64

  package init(lanes: [LaneRules], calmLimit: Int, totalLimit: Int, campaignGap: Int64) {
    self.lanes = lanes
    self.calmLimit = calmLimit
    self.totalLimit = totalLimit
    self.campaignGap = campaignGap
  }
}

/// Where the posts of one platform may stand, and how many of them.
package struct LaneRules: Sendable {
  /// The instants that are open to the platform, strictly ascending.
  package var slots: [Int64]
  /// All of them hold.
  package var quotas: [LaneQuota]
  /// How many posts of the lane that are not urgent may share an instant, if it has a limit.
  package var calmLimit: Int?

  package init(slots: [Int64], quotas: [LaneQuota] = [], calmLimit: Int? = nil) {
    self.slots = slots
    self.quotas = quotas
    self.calmLimit = calmLimit
  }
}

/// At most so many posts of a lane in each window.
package struct LaneQuota: Sendable {
  package enum Windows: Sendable {
    /// Any half-open window of this width (`rolling` and `sliding`).
    case sliding(width: Int64)
    /// Windows that begin at these instants, ascending, each until the next (`day` and `fixed`).
    /// They cover every slot, and one more begins after the last slot.
    case beginning(at: [Int64])
  }

  /// Where windows differ in it, the least of them all.
  package var posts: Int
  package var windows: Windows
  /// How many posts each of the windows that begin somewhere may hold, where they differ.
  private let limits: [Int]

  package init(posts: Int, windows: Windows) {
    self.posts = posts
    self.windows = windows
    limits = []
  }

  /// Windows that begin at these instants, ascending, with a limit each.
  package init(beginning starts: [(instant: Int64, posts: Int)]) {
    windows = .beginning(at: starts.map(\.instant))
    limits = starts.map(\.posts)
    posts = limits.min() ?? 0
  }

  /// How many posts the window of that index may hold, of those that begin somewhere.
  package func limit(ofWindow index: Int) -> Int {
    limits.indices.contains(index) ? limits[index] : posts
  }

  /// The index of the window that holds an instant, -1 before the first; nil for sliding windows.
  func window(of instant: Int64) -> Int? {
    guard case .beginning(let starts) = windows else { return nil }
    return starts.firstIndex(after: instant) - 1
  }
}

extension [Int64] {
  /// The index of the first element of this ascending array that is greater than `value`.
  func firstIndex(after value: Int64) -> Int {
    value == .max ? count : firstIndex(from: value + 1)
  }

  /// The index of the first element of this ascending array that is at least `value`.
  func firstIndex(from value: Int64) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Int64 {
  /// The sum, held within the range of the type.
  func saturatingAdd(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
