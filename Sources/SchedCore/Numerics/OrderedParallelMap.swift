import Dispatch

/// Work on all cores.
package enum OrderedParallelMap {
  /// Runs `work` once for each index below `count`, and returns when all have ended.
  ///
  /// The runs overlap where cores are free. Results are the same for any number of cores as long
  /// as `work` writes to places that belong to its index alone.
  static func run(count: Int, _ work: @Sendable (Int) -> Void) {
    guard count > 1 else {
      if count == 1 { work(0) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: count, execute: work)
  }

  /// The same on at most so many threads: thread k takes the indices k, k + threads, ….
  static func run(count: Int, threads: Int, _ work: @Sendable (Int) -> Void) {
    let threads = max(1, min(threads, count))
    run(count: threads) { first in
      for index in stride(from: first, to: count, by: threads) { work(index) }
    }
  }

  /// What `work` gives for each index below `count`, in order.
  static func map<Value: Sendable>(
    count: Int, threads: Int, _ work: @Sendable (Int) -> Value
  ) -> [Value] {
    [Value](unsafeUninitializedCapacity: max(0, count)) { results, initialized in
      // Sound: each place is initialised once, by the run of its own index.
      nonisolated(unsafe) let results = results
      run(count: count, threads: threads) { index in
        results.initializeElement(at: index, to: work(index))
      }
      initialized = max(0, count)
    }
  }
}
