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

  /// The constraints that keep posts away, by the names of their keys.
  package var closings: [String] {
    Self.names.compactMap { contains($0.flag) ? $0.name : nil }
  }

  /// Each flag that keeps posts away, with the name of its key.
  package static let names: [(flag: SlotFlags, name: String)] = [
    (.blackout, "blackouts"), (.prohibited, "prohibited_windows"),
    (.outsideStrict, "strict preferred_windows"), (.outsideDispatch, "dispatch_windows"),
  ]

  /// Whether a post may stand here, as far as windows decide it.
  package var isOpen: Bool {
    isDisjoint(with: [.blackout, .prohibited, .outsideStrict, .outsideDispatch])
  }
}
