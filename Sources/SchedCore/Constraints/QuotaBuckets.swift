/// The windows of a quota that lie end to end: each instant belongs to one of them.
extension Quota {
  /// The number of the calendar day or fixed window that an instant belongs to; nil for the kinds
  /// whose windows lie anywhere, which have a width instead.
  package func bucket(of instant: Instant) -> Int? {
    switch window {
    case .rolling, .sliding: return nil
    case .day(let zone): return zone.localTime(at: instant).date.daysSinceEpoch
    case .fixed(let minutes):
      let width = Int64((minutes * 60_000).rounded())
      guard width > 0 else { return nil }
      return Int(instant.milliseconds.floorDivided(by: width))
    }
  }

  /// The width of windows that lie anywhere, rounded up to whole seconds; nil for the kinds that have
  /// buckets.
  ///
  /// Two posts in one such window are less than this apart.
  package var widthSeconds: Int? {
    switch window {
    case .rolling(let hours): Constraints.wholeSeconds(hours * 3600)
    case .sliding(let minutes): Constraints.wholeSeconds(minutes * 60)
    case .day, .fixed: nil
    }
  }
}
