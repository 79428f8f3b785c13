/// How a tool ends, in the numbers of sysexits.h that the filter contract promises.
package enum ExitStatus: Int32, Sendable {
  /// Everything was read, understood and written.
  case success = 0
  /// Some lines were rejected; the others went through.
  case rejected = 1
  /// The command line is wrong.
  case usage = 64
  /// Bad data under `--strict`, or a model or parameter file that is not one.
  case badData = 65
  /// An input cannot be opened.
  case noInput = 66
  /// A defect in the tool itself.
  case defect = 70
  /// Reading or writing failed.
  case inputOutput = 74
  /// A file that a person wrote by hand is wrong.
  case configuration = 78
}
