import SchedCore
import Testing

struct SettingsArmTests {
  /// The keys of posts with the ids 1 to 4,000.
  private let keys: [UInt64] = (1...4_000).map { id in
    var checksum = Checksum()
    for text in ["default", "instagram", "\(id)"] { checksum.add(text) }
    return UInt64(checksum.text, radix: 16) ?? 0
  }

  /// 2,000 of 4,000 fair coins with a deviation of 32.
  @Test(arguments: 1...5)
  func `half of the posts are in the changed arm`(trial: Int) {
    let changed = keys.count { SettingsArm.isChanged(postKey: $0, trial: trial) }
    #expect((1_870...2_130).contains(changed))
  }

  @Test(arguments: 1...5)
  func `each trial throws its own coins, and each post its own`(trial: Int) {
    let coins = keys.map { SettingsArm.isChanged(postKey: $0, trial: trial) }
    let next = keys.map { SettingsArm.isChanged(postKey: $0, trial: trial + 1) }
    #expect((1_870...2_130).contains(zip(coins, next).count { $0 == $1 }))
    #expect((1_870...2_130).contains(zip(coins, coins.dropFirst()).count { $0 == $1 }))
  }

  /// A change of the rule would move posts between the arms of trials that run.
  @Test
  func `a post stays in its arm for ever`() {
    let arms = (1...16).map { SettingsArm.isChanged(postKey: UInt64($0), trial: 7) ? "1" : "0" }
    #expect(arms.joined() == "0110000100100001")
  }
}
