/// The slots of each post from the best on, the earlier of equals first; twins share one array.
struct RankedSlots {
  /// By the account's index of the post; empty for posts that were not asked for.
  private let lists: [[Int32]]

  init(_ model: SolverModel, of posts: [Int]) {
    var lists: [[Int32]] = Array(repeating: [], count: model.posts.count)
    var known: [Int: [Int32]] = [:]
    for post in posts {
      let twins = model.twins.classOf[post]
      if let list = known[twins] {
        lists[post] = list
        continue
      }
      let lane = model.lanes[model.group[post]]
      let local = model.localIndex[post]
      let open = lane.ranges[local].flatMap { Array($0) }
      let values = open.map { lane.value(local, $0) }
      lists[post] = open.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
        .map { Int32(open[$0]) }
      known[twins] = lists[post]
    }
    self.lists = lists
  }

  subscript(post: Int) -> [Int32] { lists[post] }
}
