#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// ln(1 + x), exact for small x.
func log1p(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.log1p(x)
  #elseif canImport(Musl)
    Musl.log1p(x)
  #else
    Darwin.log1p(x)
  #endif
}

/// e to the x, less one, exact for small x.
func expm1(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.expm1(x)
  #elseif canImport(Musl)
    Musl.expm1(x)
  #else
    Darwin.expm1(x)
  #endif
}
