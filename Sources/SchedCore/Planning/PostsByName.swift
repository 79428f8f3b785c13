/// The posts of an account by what others call them: their id, or `platform/ID`.
///
/// An id counts by its text, so that 7 and "7" are one name. What one id means on several channels is
/// all of them.
struct PostsByName {
  /// Indices of the posts, and their platforms.
  private var byText: [String: [(index: Int, platform: Int)]] = [:]
  private let catalogue: PlatformCatalogue

  init(catalogue: PlatformCatalogue) { self.catalogue = catalogue }

  mutating func add(_ index: Int, id: PostID?, platform: Int) {
    guard let id else { return }
    byText[id.text, default: []].append((index, platform))
  }

  /// The posts of a name, but for the one that asks; none if nobody has it.
  func posts(named id: PostID, but own: Int) -> [Int] {
    let all = (byText[id.text] ?? []).map(\.index).filter { $0 != own }
    guard all.isEmpty, let slash = id.text.firstIndex(of: "/"),
      let platform = try? catalogue.platform(named: String(id.text[..<slash]))
    else { return all }
    let rest = String(id.text[id.text.index(after: slash)...])
    return (byText[rest] ?? []).filter { $0.platform == platform && $0.index != own }.map(\.index)
  }
}
