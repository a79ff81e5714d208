// Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011): a counter-based generator. A block of four 32-bit words is a pure function of a 64-bit key
// and a 128-bit counter, so a draw can be addressed instead of awaiting its turn.
//
// Counter layout used here, low word first:
//   word 0       the draw's number within one address (a rejection sampler may need several)
//   word 1       purpose (8 bits, high) and occasion (24 bits, low)
//   words 2, 3   the subject's 64-bit hash
#ifndef CXLAB_CPHILOX_H
#define CXLAB_CPHILOX_H

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdint.h>

typedef struct {
  uint32_t round_keys[20];  // the two words of the key as each of the ten rounds takes them
  uint32_t counter[4];
  uint32_t words[16];  // one block, or four
  uint32_t next;       // index of the next unused word
  uint32_t count;      // how many words there are
} cx_philox_state;

// What each of the ten rounds takes of a key.
static inline void cx_philox_schedule(uint64_t key, uint32_t round_keys[20]) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < 10; round++) {
    round_keys[2 * round] = k0;
    round_keys[2 * round + 1] = k1;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

// One block: `out` is the ten-round permutation of `counter` under the keys of the rounds.
static inline void cx_philox_block(const uint32_t round_keys[20], const uint32_t counter[4],
                                   uint32_t out[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)0xD2511F53u * c0;
    uint64_t p1 = (uint64_t)0xCD9E8D57u * c2;
    uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ round_keys[2 * round];
    uint32_t n2 = (uint32_t)(p0 >> 32) ^ c3 ^ round_keys[2 * round + 1];
    c0 = n0;
    c1 = (uint32_t)p1;
    c2 = n2;
    c3 = (uint32_t)p0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

// Moves to the first draw of an address. A few stores: nothing is generated yet.
static inline void cx_philox_seek(cx_philox_state *s, uint64_t subject, uint32_t purpose,
                                  uint32_t occasion) {
  s->counter[0] = 0;
  s->counter[1] = (purpose << 24) | (occasion & 0x00FFFFFFu);
  s->counter[2] = (uint32_t)subject;
  s->counter[3] = (uint32_t)(subject >> 32);
  s->next = 0;
  s->count = 0;
}

// Four blocks of counters that follow one another: rounds of different blocks do not wait for each
// other, so that four take little longer than one.
void cx_philox_four_blocks(cx_philox_state *s);

// Begins under a key, at the first address.
static inline void cx_philox_begin(cx_philox_state *s, uint64_t key) {
  cx_philox_schedule(key, s->round_keys);
  cx_philox_seek(s, 0, 0, 0);
}

// More words: one block at an address, of which mostly a draw or two are needed; then four at a time.
static inline void cx_philox_refill(cx_philox_state *s) {
  if (s->counter[0] == 0) {
    cx_philox_block(s->round_keys, s->counter, s->words);
    s->counter[0] = 1;
    s->count = 4;
  } else {
    cx_philox_four_blocks(s);
  }
  s->next = 0;
}

static inline uint32_t cx_philox_next(cx_philox_state *s) {
  if (s->next >= s->count) cx_philox_refill(s);
  return s->words[s->next++];
}

// Two words at once: the next whole half of a block, so that a 64-bit draw costs one test.
static inline uint64_t cx_philox_next64(cx_philox_state *s) {
  if (s->next + 1 >= s->count) cx_philox_refill(s);
  uint32_t i = s->next;
  s->next = i + 2;
  return (uint64_t)s->words[i] << 32 | s->words[i + 1];
}

// A uniform on the open interval (0, 1): the midpoints of 2^52 equal cells. (With 2^53 cells the
// last midpoint would round to 1.)
static inline double cx_philox_uniform(cx_philox_state *s) {
  return ((double)(cx_philox_next64(s) >> 12) + 0.5) * 0x1.0p-52;
}

// A ziggurat of 256 layers of equal area (Marsaglia & Tsang, "The ziggurat method for generating
// random variables", J. Stat. Softw. 5(8), 2000): of a 64-bit draw the low 8 bits pick the layer and
// the high 53 the place in it, so that the two are independent (Doornik 2005).
typedef struct {
  uint64_t inside[256];  // places below this lie under the curve whatever the height
  double width[256];     // of a layer, by 2^-53
  double height[257];    // of the curve at the layers' right edges, from the lowest
} cx_ziggurat;

extern cx_ziggurat cx_ziggurat_exponential;
extern cx_ziggurat cx_ziggurat_normal;

// Where the base layer's rectangle ends and the tail begins.
#define CX_EXPONENTIAL_TAIL 7.69711747013104972
#define CX_NORMAL_TAIL 3.6541528853610088

double cx_philox_exponential_rest(cx_philox_state *s, uint64_t bits);
double cx_philox_normal_rest(cx_philox_state *s, uint64_t bits);

// An exponential with mean 1.
static inline double cx_philox_exponential(cx_philox_state *s) {
  uint64_t bits = cx_philox_next64(s);
  uint32_t layer = bits & 255;
  uint64_t place = bits >> 11;
  if (__builtin_expect(place < cx_ziggurat_exponential.inside[layer], 1))
    return (double)place * cx_ziggurat_exponential.width[layer];
  return cx_philox_exponential_rest(s, bits);
}

// A standard normal; bit 8 is its sign.
static inline double cx_philox_normal(cx_philox_state *s) {
  uint64_t bits = cx_philox_next64(s);
  uint32_t layer = bits & 255;
  uint64_t place = bits >> 11;
  if (__builtin_expect(place < cx_ziggurat_normal.inside[layer], 1)) {
    double x = (double)place * cx_ziggurat_normal.width[layer];
    return bits & 256 ? -x : x;
  }
  return cx_philox_normal_rest(s, bits);
}

// The generator as GSL sees it, so that every gsl_ran_* draws from it.
const gsl_rng_type *cx_gsl_rng_philox(void);

// The state inside a gsl_rng of that type.
static inline cx_philox_state *cx_philox_state_of(gsl_rng *r) {
  return (cx_philox_state *)r->state;
}

// Turns off GSL's handler, which would abort the process at a bad argument.
void cx_gsl_errors_off(void);

#endif
