import SchedCore
import Synchronization
import Testing

struct WorkDoneTests {
  @Test
  func `a part tells shares of the whole`() {
    let told = Mutex<[Double]>([])
    let whole = WorkDone { share in told.withLock { $0.append(share) } }
    whole.tell(1, of: 4)
    whole.part(from: 0.5, to: 1).tell(1, of: 2)
    whole.part(from: 0.5, to: 1).step(1, of: 2).tell(2, of: 4)
    whole.tell(0, of: 0)
    WorkDone.untold.tell(1, of: 2)
    #expect(told.withLock { $0 } == [0.25, 0.75, 0.875, 0])
  }
}
