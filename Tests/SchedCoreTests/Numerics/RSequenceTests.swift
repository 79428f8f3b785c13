import SchedCore
import Testing

struct RSequenceTests {
  /// Expected: Roberts's own figures, 1/g and 1/g² for g = 1.32471795724474602596.
  @Test
  func `in two dimensions it steps by powers of the plastic number`() {
    var sequence = RSequence(after: [0, 0])
    let point = sequence.next()
    #expect(abs(point[0] - 0.7548776662466927) < 1e-12)
    #expect(abs(point[1] - 0.5698402909980532) < 1e-12)
  }

  @Test(arguments: 1...10)
  func `no tenth of any axis is a third above or below its share`(dimensions: Int) {
    var sequence = RSequence(after: [Double](repeating: 0.5, count: dimensions))
    var counts = [Int](repeating: 0, count: 10 * dimensions)
    for _ in 0..<1000 {
      for (axis, coordinate) in sequence.next().enumerated() {
        #expect(coordinate >= 0 && coordinate < 1)
        counts[axis * 10 + min(9, max(0, Int(coordinate * 10)))] += 1
      }
    }
    for count in counts { #expect(abs(count - 100) < 33) }
  }
}
