/// How far a piece of work is, told to whoever waits for it.
///
/// Work is cut into parts, and those into parts again; each knows where in the whole it lies, and
/// tells of its own share alone:
///
///     0        0.2                 0.8       1      the whole
///     |---------|-------------------|--------|
///               0        0.5        1               the part from 0.2 to 0.8
///
/// What is told never changes what is done, nor how. Phases come in the order of their shares, but a
/// phase that turns out to be needless is left out, and one that is repeated starts again.
package struct WorkDone: Sendable {
  private let report: (@Sendable (Double) -> Void)?
  private var start = 0.0
  private var length = 1.0

  /// Work for which nobody waits.
  package static let untold = WorkDone(nil)

  /// - Parameter report: is told shares of the whole, from 0 to 1.
  package init(_ report: (@Sendable (Double) -> Void)?) { self.report = report }

  /// The part from one share of this work to another.
  package func part(from first: Double, to last: Double) -> WorkDone {
    var part = self
    part.start = start + first * length
    part.length = (last - first) * length
    return part
  }

  /// One of several steps that take about as long as each other, counted from 0.
  package func step(_ number: Int, of count: Int) -> WorkDone {
    part(from: Double(number) / Double(count), to: Double(number + 1) / Double(count))
  }

  /// Tells that so many of some steps are done.
  package func tell(_ steps: Int, of count: Int) {
    report?(start + length * Double(steps) / Double(max(1, count)))
  }
}
