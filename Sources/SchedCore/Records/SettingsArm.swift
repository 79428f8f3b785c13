/// Which posts a change of the settings holds for, while it runs beside the settings before it.
///
/// Half of the posts go by the changed settings and half by the parent's, so that a season or a
/// trend is in both. No field says which: each tool finds it from the post's identity and the
/// number of the trial, and so all of them agree, at any time, on any machine, in any order.
package enum SettingsArm {
  /// Whether the changed settings of a trial, by its number, hold for a post.
  ///
  /// The key is `PublishedPost.key`, the hash of the post's account, platform and id. A fair coin is
  /// thrown anew for each trial: a post that is in one trial's changed half is in the next one's with
  /// the same probability as any other (SplitMix64, see `SeededGenerator`).
  package static func isChanged(postKey: UInt64, trial: Int) -> Bool {
    var coin = SeededGenerator(seed: postKey, stream: UInt64(bitPattern: Int64(trial)))
    return coin.next() >> 63 == 1
  }
}
