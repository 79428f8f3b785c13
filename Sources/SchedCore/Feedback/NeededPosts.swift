/// How many posts it would take to know something, as it is told to people.
enum NeededPosts {
  /// A number of posts rounded up to two digits, as nobody knows more; 10 at least.
  static func rounded(_ posts: Double) -> Int {
    guard posts < 1e9 else { return 1_000_000_000 }
    var unit = 10.0
    while posts >= 100 * unit { unit *= 10 }
    return max(10, Int((posts / unit).rounded(.up) * unit))
  }
}
