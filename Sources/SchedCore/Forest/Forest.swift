/// The mean of many trees.
package struct Forest: Sendable, Equatable {
  package var trees: [Tree]

  package init(trees: [Tree] = []) { self.trees = trees }

  /// The mean over the trees for each of some records of bins.
  /// - Complexity: O(t · d) for t trees of depth d, a record.
  func means(of samples: BinnedSamples, threads: Int) -> [Float] {
    Self.inBlocks(samples.count, threads: threads) { range, means in
      samples.bytes.withUnsafeBytes { bytes in
        for tree in trees {
          for index in range {
            means[index - range.lowerBound] += tree.value(of: samples.bins(index, in: bytes))
          }
        }
      }
      for index in means.indices { means[index] /= Float(max(1, trees.count)) }
    }
  }

  /// Runs `work` on blocks of indices on some threads; each fills its own part of the result, which
  /// starts at 0.
  private static func inBlocks(
    _ count: Int, threads: Int,
    _ work: @Sendable (Range<Int>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [Float] {
    let blockSize = 2048
    let blocks = (count + blockSize - 1) / blockSize
    return [Float](unsafeUninitializedCapacity: count) { results, initialized in
      results.initialize(repeating: 0)
      initialized = count
      // Sound: each block belongs to one index, and blocks do not overlap.
      nonisolated(unsafe) let results = results
      OrderedParallelMap.run(count: blocks, threads: threads) { block in
        let range = block * blockSize..<min(count, (block + 1) * blockSize)
        work(range, UnsafeMutableBufferPointer(rebasing: results[range]))
      }
    }
  }
}

/// A forest just grown, with what only its growing can tell.
struct GrownForest: Sendable {
  var forest: Forest
  /// What each feature contributed to the fall of the squared error; sums to 1, or to 0.
  var importances: [Double]
  /// For each sample the mean of the trees that did not see it; NaN if all did.
  var outOfBag: [Float]
  /// How far single trees are from those means, as a mean square.
  var noise: Double

  /// Grows trees, each from a stream of its own, so that the result does not depend on threads.
  ///
  /// `days` are those of the samples; each tree is grown on a half of them.
  static func grow(
    _ count: Int, on samples: BinnedSamples, days: [Int], categoryCounts: [Int],
    options: TreeGrower.Options, seed: UInt64, threads: Int
  ) -> GrownForest {
    let days = SampleDays(days)
    let grower = TreeGrower(samples: samples, categoryCounts: categoryCounts, options: options)
    let grown = OrderedParallelMap.map(count: count, threads: threads) { index in
      defer { options.progress?.add(1) }
      return grower.grow(
        SeededGenerator(seed: seed, stream: UInt64(index) + 1),
        on: days.bits(in: TreeBag(seed: seed, tree: index)))
    }
    var gains = [Double](repeating: 0, count: samples.featureCount)
    for tree in grown { for (feature, gain) in tree.gains.enumerated() { gains[feature] += gain } }
    let total = gains.reduce(0, +)
    let (outOfBag, noise) = Forest.means(of: samples, threads: threads, overTrees: grown)
    return GrownForest(
      forest: Forest(trees: grown.map(\.tree)),
      importances: gains.map { total > 0 ? $0 / total : 0 }, outOfBag: outOfBag, noise: noise)
  }
}

extension Forest {
  /// The mean over the trees that did not see a sample, and how far single trees are from it, as a
  /// mean square over some of the samples.
  fileprivate static func means(
    of samples: BinnedSamples, threads: Int,
    overTrees grown: [(tree: Tree, gains: [Double], bag: BitRow)]
  ) -> (means: [Float], noise: Double) {
    let means = inBlocks(samples.count, threads: threads) { range, means in
      var counts = [Float](repeating: 0, count: range.count)
      samples.bytes.withUnsafeBytes { bytes in
        for (tree, _, bag) in grown {
          for index in range where !bag[index] {
            means[index - range.lowerBound] += tree.value(of: samples.bins(index, in: bytes))
            counts[index - range.lowerBound] += 1
          }
        }
      }
      // 0 / 0 is the NaN of a sample that every tree has seen.
      for index in means.indices { means[index] /= counts[index] }
    }
    return (means, noise(of: samples, about: means, grown))
  }

  private static func noise(
    of samples: BinnedSamples, about means: [Float],
    _ grown: [(tree: Tree, gains: [Double], bag: BitRow)]
  ) -> Double {
    let step = max(1, samples.count / mostForNoise)
    var (sum, count) = (0.0, 0.0)
    samples.bytes.withUnsafeBytes { bytes in
      for index in stride(from: 0, to: samples.count, by: step) where means[index] == means[index] {
        for (tree, _, bag) in grown where !bag[index] {
          let rest = Double(tree.value(of: samples.bins(index, in: bytes)) - means[index])
          sum += rest * rest
          count += 1
        }
      }
    }
    return count > 0 ? sum / count : 0
  }

  /// Of so many samples the trees' noise is taken: it needs no more.
  private static let mostForNoise = 500
}

extension BinnedSamples {
  /// The bins of a record, within the bytes of these samples.
  @inline(__always)
  func bins(_ record: Int, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: bytes[(record * stride + Self.headBytes)...].prefix(featureCount))
  }
}
