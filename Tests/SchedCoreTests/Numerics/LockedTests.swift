import Foundation
import Testing

@testable import SchedCore

struct LockedTests {
  @Test
  func `threads that count together lose nothing`() {
    let sum = Locked(0)
    OrderedParallelMap.run(count: 8) { _ in
      for _ in 0..<10_000 { sum.withLock { $0 += 1 } }
    }
    #expect(sum.withLock { $0 } == 80_000)
  }
}
