import Glibc

/// Bytes that are written one after another, much as to an array, without a check for each whether
/// somebody else holds them: a record is some sixty small pieces.
///
/// Who makes one frees it.
struct ByteSink: ByteOutput {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 16) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  func deallocate() { base.deallocate() }

  /// All that was written.
  var bytes: UnsafeBufferPointer<UInt8> { bytes(0..<count) }

  /// What was written between two offsets.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// Forgets what was written from an offset on.
  mutating func truncate(to count: Int) { self.count = min(count, self.count) }

  /// Makes room for so many more bytes.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let old = base
    capacity = max(2 * capacity, count + more)
    base = .allocate(capacity: capacity)
    memcpy(base, old, count)
    old.deallocate()
  }

  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  @inline(__always)
  package mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(base + count, source, bytes.count)
    count += bytes.count
  }
}
