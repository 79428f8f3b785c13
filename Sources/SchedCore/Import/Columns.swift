/// Some columns of a table, in the order in which they are tried.
///
/// A view of numbers that live as long as the process, for each cell of each row asks for its columns:
/// counting references to an array took as long as reading a cell. A run has a few dozen of them.
struct Columns: Sendable {
  // Sound to send: written by the initialiser, never again, and never freed.
  private nonisolated(unsafe) let numbers: UnsafeBufferPointer<Int>

  init(_ numbers: [Int] = []) {
    let copy = UnsafeMutableBufferPointer<Int>.allocate(capacity: numbers.count)
    _ = copy.initialize(from: numbers)
    self.numbers = UnsafeBufferPointer(copy)
  }

  var isEmpty: Bool { numbers.isEmpty }
  var count: Int { numbers.count }

  @inline(__always)
  subscript(index: Int) -> Int { numbers[index] }

  func contains(where test: (Int) -> Bool) -> Bool { numbers.contains(where: test) }
}
