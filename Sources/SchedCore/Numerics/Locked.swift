import Glibc

/// A value that one thread at a time may touch.
///
/// `Synchronization.Mutex` would do, but takes a lock that is held within the standard library, where
/// the thread sanitizer does not see it: it calls every access after a wait a race.
final class Locked<Value: Sendable>: Sendable {
  // Sound: initialised before anyone knows of it, and for locking alone until nobody does any more.
  private nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>
  // Sound: touched while the lock is held only.
  private nonisolated(unsafe) var value: Value

  init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// What `work` makes of the value; `work` must not ask for the same lock.
  func withLock<Result>(_ work: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return work(&value)
  }
}
