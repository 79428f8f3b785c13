/// A kind of post, and how well each hour of the audience's week suits it.
///
/// The curves are over the 168 hours of the local week. `windows` is the measured part; `format` and
/// `guardFactors` are what is laid over it; the timing score multiplies them.
package struct ContentType: Sendable {
  package let name: String
  /// Other names that records may use.
  package let aliases: [String]
  /// Index into `PlatformCatalogue.platforms`.
  package let platform: Int
  /// How good each hour is: weights in [0, 1], the floor outside of all windows.
  package let windows: WeekCurve
  /// How much better the hour suits this format than the platform's others, in [-1, 1]; 0 is no
  /// difference.
  package let format: WeekCurve
  /// Quiet hours and format rules: factors in [0, 1]; 1 is no rule.
  package let guardFactors: WeekCurve
  /// How many posts of one's own in that hour weigh as much as the windows do.
  package let priorCounts: WeekCurve
  /// The least trust of any day.
  package let trust: Trust
  /// The type's own least distance of two posts; nil where the platform's holds.
  package let minGapHours: Double?
  /// The type's own advice, else the platform's.
  package let cadence: [CadenceAdvice]
  package let notes: [String]
  package let sources: [FigureSource]
}
