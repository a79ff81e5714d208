// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "cxlab",
  products: [
    .executable(name: "cxlab", targets: ["cxlab"]),
    .library(name: "RandomVariates", targets: ["RandomVariates"]),
    .library(name: "DiscreteEvents", targets: ["DiscreteEvents"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .target(name: "CPhilox", dependencies: ["CGSL"]),
    .target(name: "CStart"),
    .target(
      name: "RandomVariates", dependencies: ["CGSL", "CPhilox"], swiftSettings: strict),
    .systemLibrary(name: "CPrefetch"),
    .target(
      name: "DiscreteEvents", dependencies: ["CGSL", "CPrefetch", "RandomVariates"],
      swiftSettings: strict),
    .target(
      name: "QueueValidation", dependencies: ["DiscreteEvents", "RandomVariates"],
      swiftSettings: strict),
    .target(
      name: "CustomerExperience", dependencies: ["RandomVariates", "DiscreteEvents"],
      swiftSettings: strict),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "CustomerExperience", "DiscreteEvents", "RandomVariates",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Documents", dependencies: ["CCrypto", "CSQLite"], swiftSettings: strict),
    .target(
      name: "Designs", dependencies: ["CGSL", "CPhilox", "DiscreteEvents", "RandomVariates"],
      swiftSettings: strict),
    .target(
      name: "Experiments",
      dependencies: ["CustomerExperience", "Designs", "DiscreteEvents", "RandomVariates"],
      swiftSettings: strict),
    .target(
      name: "Studies",
      dependencies: [
        "CGSL", "CustomerExperience", "Designs", "DiscreteEvents", "Documents", "Experiments",
        "RandomVariates", "ScenarioFiles",
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: ["CustomerExperience", "DiscreteEvents", "Documents", "Experiments"],
      swiftSettings: strict),
    .target(
      name: "StudyReports",
      dependencies: [
        "CustomerExperience", "Designs", "DiscreteEvents", "Documents", "Experiments", "Reports",
        "ScenarioFiles", "Studies",
      ],
      swiftSettings: strict),
    .target(name: "CLabPage", exclude: ["page"]),
    .target(
      name: "LabServer",
      dependencies: [
        "CLabPage", "CSQLite", "CustomerExperience", "DiscreteEvents", "Documents", "Experiments",
        "RandomVariates", "Reports", "ScenarioFiles",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "cxlab",
      dependencies: [
        "CStart", "LabServer", "RandomVariates", "DiscreteEvents", "QueueValidation",
        "CustomerExperience",
        "Documents",
        "ScenarioFiles", "Experiments", "Studies", "Reports", "StudyReports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "enginebench", dependencies: ["DiscreteEvents", "RandomVariates", "CGSL"],
      path: "Benchmarks/Engine", swiftSettings: strict),
    .executableTarget(
      name: "worldbench", dependencies: ["CustomerExperience", "ScenarioFiles"],
      path: "Benchmarks/Worlds", swiftSettings: strict),
    .testTarget(
      name: "RandomVariatesTests", dependencies: ["RandomVariates", "CGSL"],
      swiftSettings: strict),
    .testTarget(
      name: "DiscreteEventsTests",
      dependencies: ["DiscreteEvents", "RandomVariates", "QueueValidation", "CGSL"],
      swiftSettings: strict),
    .testTarget(
      name: "CustomerExperienceTests",
      dependencies: ["CustomerExperience", "DiscreteEvents", "Experiments", "RandomVariates"],
      swiftSettings: strict),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: [
        "ScenarioFiles", "CustomerExperience", "DiscreteEvents", "RandomVariates",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "CSQLite"], swiftSettings: strict),
    .testTarget(
      name: "DesignsTests", dependencies: ["Designs", "DiscreteEvents", "RandomVariates"],
      swiftSettings: strict),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Experiments", "CustomerExperience", "DiscreteEvents", "RandomVariates"],
      swiftSettings: strict),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Experiments", "Documents", "ScenarioFiles", "CustomerExperience",
        "DiscreteEvents",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "Documents", "Experiments", "CustomerExperience"],
      swiftSettings: strict),
    .testTarget(
      name: "StudyReportsTests",
      dependencies: ["StudyReports", "Studies", "Experiments", "Documents", "ScenarioFiles"],
      swiftSettings: strict),
    .testTarget(
      name: "Replications",
      dependencies: [
        "Experiments", "ScenarioFiles", "CustomerExperience", "DiscreteEvents", "RandomVariates",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LabServerTests",
      dependencies: [
        "CLabPage", "LabServer", "CustomerExperience", "Documents", "Experiments", "ScenarioFiles",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["cxlab", "CSQLite", "Documents", "DiscreteEvents"],
      exclude: ["Stored"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)

// Built by `make fuzz` alone: its main function is libFuzzer's.
if Context.environment["CXLAB_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Documents", "ScenarioFiles", "Studies"], path: "Tests/Fuzz",
      exclude: ["run.sh"], swiftSettings: strict))
}
