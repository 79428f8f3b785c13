/// What the windows say of an instant on a platform; the first four keep posts away.
package struct SlotFlags: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Inside a blackout.
  package static let blackout = SlotFlags(rawValue: 1)
  /// Inside a prohibited window.
  package static let prohibited = SlotFlags(rawValue: 2)
  /// Outside all preferred windows of a platform one of whose windows is strict.
  package static let outsideStrict = SlotFlags(rawValue: 4)
  /// Outside all dispatch windows of the job.
  package static let outsideDispatch = SlotFlags(rawValue: 8)
  /// Inside a preferred window.
  package static let preferred = SlotFlags(rawValue: 16)

  /// Whether a post may stand here, as far as windows decide it.
  package var isOpen: Bool {
    isDisjoint(with: [.blackout, .prohibited, .outsideStrict, .outsideDispatch])
  }
}
