/// Runs a line of sh as a user whom file modes bind, for root may read and write everything.
///
/// The caller's own user does the preparation.
func unprivileged(
  _ preparation: String, then line: String, directory: TemporaryDirectory
) throws -> Outcome {
  // 65534 is nobody.
  try shell(
    """
    \(preparation) || exit
    test "$(id -u)" = 0 || exec sh -c '\(line)'
    exec setpriv --reuid=65534 --regid=65534 --clear-groups sh -c '\(line)'
    """, directory: directory)
}
