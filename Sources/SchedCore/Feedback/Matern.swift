import Glibc

/// The Matérn kernel with ν = 5/2: a function of this kind has two derivatives, smooth enough to
/// climb and not smoother than what is measured.
enum Matern {
  /// The correlation of two points, and -2 times its derivative by their squared distance.
  ///
  /// With r² the squared distance in length scales: (1 + √5·r + 5/3·r²)·exp(-√5·r), and
  /// 5/3·(1 + √5·r)·exp(-√5·r).
  static func correlation(_ squaredDistance: Double) -> (value: Double, slope: Double) {
    let root = (5 * squaredDistance).squareRoot()
    let decay = exp(-root)
    return ((1 + root + 5.0 / 3 * squaredDistance) * decay, 5.0 / 3 * (1 + root) * decay)
  }
}
