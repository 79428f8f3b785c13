/// What is gathered for each group of posts, in the order in which groups come.
struct ViewGroups<Group> {
  /// How many groups are shown.
  static var mostShown: Int { 24 }

  private let catalogue: PlatformCatalogue
  /// What tells one group from another; nil for account and content type together.
  private let grouping: ViewRequest.Grouping?
  private(set) var all: [Group] = []
  private var indices: [String: Int] = [:]

  init(by grouping: ViewRequest.Grouping?, _ catalogue: PlatformCatalogue) {
    (self.grouping, self.catalogue) = (grouping, catalogue)
  }

  subscript(index: Int) -> Group {
    get { all[index] }
    set { all[index] = newValue }
  }

  /// The group of a post; `make` begins it, by its name, with its first post.
  mutating func index(
    of identity: PostIdentity, _ make: (String) throws(Message) -> Group
  ) throws(Message) -> Int {
    let name = name(of: identity)
    if let index = indices[name] { return index }
    all.append(try make(name))
    indices[name] = all.count - 1
    return all.count - 1
  }

  private func name(of identity: PostIdentity) -> String {
    let type = catalogue.contentTypes[identity.contentType]
    return switch grouping {
    case .account: identity.account
    case .platform: catalogue.platforms[type.platform].name
    case .contentType: type.name
    case nil: "\(identity.account), \(type.name)"
    }
  }

  /// Says how many of so many groups are not shown; nothing if all are.
  static func rest(of count: Int) -> [ViewBlock] {
    guard count > mostShown else { return [] }
    return [.paragraph("Not shown: \(Figure.count(count - mostShown, "more group")) of posts.")]
  }
}
