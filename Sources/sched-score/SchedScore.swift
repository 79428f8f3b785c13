import SchedCore

@main
struct SchedScore {
  static func main() {
    print(BuiltInPlatforms.yaml.count)
  }
}
