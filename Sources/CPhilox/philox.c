#include "cphilox.h"

#include <gsl/gsl_errno.h>

static void philox_set(void *state, unsigned long seed) {
  cx_philox_begin((cx_philox_state *)state, seed);
}

static unsigned long philox_get(void *state) {
  return cx_philox_next((cx_philox_state *)state);
}

static double philox_get_double(void *state) {
  return cx_philox_uniform((cx_philox_state *)state);
}

static const gsl_rng_type philox_type = {
    "philox4x32-10", 0xFFFFFFFFul, 0, sizeof(cx_philox_state),
    philox_set, philox_get, philox_get_double};

const gsl_rng_type *cx_gsl_rng_philox(void) { return &philox_type; }

void cx_gsl_errors_off(void) { gsl_set_error_handler_off(); }

// Four 32-bit numbers, each in the low half of a 64-bit lane, where their products find room; what the
// high halves hold does not matter.
typedef uint64_t lanes __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) void four_blocks(cx_philox_state *s) {
  uint64_t n = s->counter[0];
  lanes zero = {0, 0, 0, 0};
  lanes c0 = {n, n + 1, n + 2, n + 3};
  lanes c1 = zero + s->counter[1], c2 = zero + s->counter[2], c3 = zero + s->counter[3];
  for (int round = 0; round < 10; round++) {
    lanes p0 = (c0 & 0xFFFFFFFFu) * 0xD2511F53u;
    lanes p1 = (c2 & 0xFFFFFFFFu) * 0xCD9E8D57u;
    c0 = (p1 >> 32) ^ c1 ^ s->round_keys[2 * round];
    c2 = (p0 >> 32) ^ c3 ^ s->round_keys[2 * round + 1];
    c1 = p1;
    c3 = p0;
  }
  for (int i = 0; i < 4; i++) {
    s->words[4 * i] = (uint32_t)c0[i];
    s->words[4 * i + 1] = (uint32_t)c1[i];
    s->words[4 * i + 2] = (uint32_t)c2[i];
    s->words[4 * i + 3] = (uint32_t)c3[i];
  }
  s->counter[0] += 4;
  s->count = 16;
}

static void four_blocks_plainly(cx_philox_state *s) { four_blocks(s); }

#if defined(__x86_64__)
// The same words in fewer steps, for processors with vectors of four.
__attribute__((target("avx2"))) static void four_blocks_by_avx2(cx_philox_state *s) {
  four_blocks(s);
}
#endif

static void (*four_blocks_here)(cx_philox_state *) = four_blocks_plainly;

void cx_philox_four_blocks(cx_philox_state *s) { four_blocks_here(s); }

__attribute__((constructor)) static void choose_four_blocks(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) four_blocks_here = four_blocks_by_avx2;
#endif
}

cx_ziggurat cx_ziggurat_exponential;
cx_ziggurat cx_ziggurat_normal;

static double exponential_density(double x) { return exp(-x); }
static double exponential_edge(double height) { return -log(height); }
static double normal_density(double x) { return exp(-0.5 * x * x); }
static double normal_edge(double height) { return sqrt(-2 * log(height)); }

// Fills the tables of a falling density f, not normalized, whose tail beyond `tail` has the area
// `beyond`: layer 0 is the base with the tail, layers 1 to 255 are rectangles upon one another.
static void build(cx_ziggurat *z, double tail, double beyond, double (*density)(double),
                  double (*edge)(double)) {
  const double cells = 0x1.0p53;
  double area = tail * density(tail) + beyond;
  // Right edges: of the base as if it were a rectangle, then upwards to the top, whose edge is 0.
  double x[257];
  x[0] = area / density(tail);
  x[1] = tail;
  for (int i = 2; i < 256; i++) x[i] = edge(density(x[i - 1]) + area / x[i - 1]);
  x[256] = 0;
  for (int i = 0; i < 256; i++) {
    z->width[i] = x[i] / cells;
    z->inside[i] = (uint64_t)(x[i + 1] / x[i] * cells);
  }
  for (int i = 0; i <= 256; i++) z->height[i] = density(x[i]);
}

__attribute__((constructor)) static void build_ziggurats(void) {
  build(&cx_ziggurat_exponential, CX_EXPONENTIAL_TAIL, exp(-CX_EXPONENTIAL_TAIL),
        exponential_density, exponential_edge);
  build(&cx_ziggurat_normal, CX_NORMAL_TAIL,
        sqrt(2 * atan(1.0)) * erfc(CX_NORMAL_TAIL / sqrt(2.0)), normal_density, normal_edge);
}

// Whether a place of a layer that reaches beyond the curve's right edge lies under the curve.
static int is_under(cx_philox_state *s, const cx_ziggurat *z, uint32_t layer, double density) {
  double low = z->height[layer], high = z->height[layer + 1];
  return low + (high - low) * cx_philox_uniform(s) < density;
}

double cx_philox_exponential_rest(cx_philox_state *s, uint64_t bits) {
  const cx_ziggurat *z = &cx_ziggurat_exponential;
  // Beyond the tail's beginning the law is the same again.
  double passed = 0;
  for (;;) {
    uint32_t layer = bits & 255;
    uint64_t place = bits >> 11;
    double x = (double)place * z->width[layer];
    if (place < z->inside[layer]) return passed + x;
    if (layer == 0) {
      passed += CX_EXPONENTIAL_TAIL;
    } else if (is_under(s, z, layer, exp(-x))) {
      return passed + x;
    }
    bits = cx_philox_next64(s);
  }
}

double cx_philox_normal_rest(cx_philox_state *s, uint64_t bits) {
  const cx_ziggurat *z = &cx_ziggurat_normal;
  for (;;) {
    uint32_t layer = bits & 255;
    uint64_t place = bits >> 11;
    double x = (double)place * z->width[layer];
    int negative = (bits & 256) != 0;
    if (place < z->inside[layer]) return negative ? -x : x;
    if (layer == 0) {
      // Marsaglia's tail (1964).
      double y;
      do {
        x = -log(cx_philox_uniform(s)) / CX_NORMAL_TAIL;
        y = -log(cx_philox_uniform(s));
      } while (y + y < x * x);
      x += CX_NORMAL_TAIL;
      return negative ? -x : x;
    }
    if (is_under(s, z, layer, exp(-0.5 * x * x))) return negative ? -x : x;
    bits = cx_philox_next64(s);
  }
}
