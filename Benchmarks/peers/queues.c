// The limits of the machine: the hold model on two queues and two waiting lines, written by hand for
// nothing but this, with no more statistics than are compared.
//
//   queues hold-heap  PENDING EVENTS gsl|ziggurat
//   queues hold-calendar PENDING EVENTS gsl|ziggurat     (its width is told beforehand)
//   queues line ARRIVALS_A_TIME SERVERS MEAN_PATIENCE CUSTOMERS
//
// Prints: nanoseconds an event (hold), or customers a second, mean wait and share who gave up (line).
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// xoshiro256++ (Blackman & Vigna 2019).
static uint64_t state[4] = {0x9E3779B97F4A7C15u, 0xBF58476D1CE4E5B9u, 0x94D049BB133111EBu, 1};
static inline uint64_t rotated(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static inline uint64_t bits(void) {
  uint64_t result = rotated(state[0] + state[3], 23) + state[0], t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = rotated(state[3], 45);
  return result;
}

// An exponential by a ziggurat of 256 layers (Marsaglia & Tsang 2000).
#define TAIL 7.69711747013104972
static uint64_t inside[256];
static double width[256], height[257];
static void build_ziggurat(void) {
  double x[257], area = (TAIL + 1) * exp(-TAIL);
  x[0] = area * exp(TAIL);
  x[1] = TAIL;
  for (int i = 2; i < 256; i++) x[i] = -log(exp(-x[i - 1]) + area / x[i - 1]);
  x[256] = 0;
  for (int i = 0; i < 256; i++) {
    width[i] = x[i] * 0x1p-53;
    inside[i] = (uint64_t)(x[i + 1] / x[i] * 0x1p53);
  }
  for (int i = 0; i <= 256; i++) height[i] = exp(-x[i]);
}
static inline double exponential(void) {
  double passed = 0;
  for (;;) {
    uint64_t b = bits(), place = b >> 11;
    int layer = (int)(b & 255);
    double x = (double)place * width[layer];
    if (__builtin_expect(place < inside[layer], 1)) return passed + x;
    if (layer == 0) {
      passed += TAIL;
    } else if (height[layer] + (height[layer + 1] - height[layer]) *
                                   ((double)(bits() >> 11) * 0x1p-53) < exp(-x)) {
      return passed + x;
    }
  }
}

static gsl_rng *generator;
static int uses_gsl;
static inline double drawn(void) {
  return uses_gsl ? gsl_ran_exponential(generator, 1) : exponential();
}

// A heap with four children a node, in order of time and then of scheduling.
typedef struct {
  double time;
  uint32_t number, kind;
} event;
static event *heap;
static size_t pending;
static uint32_t scheduled;

static inline int before(const event *a, const event *b) {
  return a->time < b->time || (a->time == b->time && (int32_t)(a->number - b->number) < 0);
}
static inline void push(double time, uint32_t kind) {
  event e = {time, scheduled++, kind};
  size_t hole = pending++;
  while (hole > 0) {
    size_t parent = (hole - 1) / 4;
    if (!before(&e, &heap[parent])) break;
    heap[hole] = heap[parent];
    hole = parent;
  }
  heap[hole] = e;
}
static inline void sift(event e) {
  size_t hole = 0;
  for (;;) {
    size_t first = hole * 4 + 1;
    if (first >= pending) break;
    size_t least = first, end = first + 4 < pending ? first + 4 : pending;
    for (size_t child = first + 1; child < end; child++)
      if (before(&heap[child], &heap[least])) least = child;
    if (!before(&heap[least], &e)) break;
    heap[hole] = heap[least];
    hole = least;
  }
  heap[hole] = e;
}
static inline event pop(void) {
  event top = heap[0], last = heap[--pending];
  if (pending > 0) sift(last);
  return top;
}

// The earliest event is moved in place, the least child is found without branches, and grandchildren are
// asked for ahead: a heap can do no less. Equal times are not told apart.
static inline void hold(event e) {
  size_t hole = 0;
  for (;;) {
    size_t first = hole * 4 + 1;
    if (first + 3 >= pending) {
      size_t least = first;
      if (first >= pending) break;
      for (size_t child = first + 1; child < pending; child++)
        if (heap[child].time < heap[least].time) least = child;
      if (heap[least].time >= e.time) break;
      heap[hole] = heap[least];
      hole = least;
      break;
    }
    if (pending > 65536)
      for (int i = 0; i < 4; i++) __builtin_prefetch(&heap[first * 4 + 1 + 4 * (size_t)i]);
    size_t left = first + (heap[first + 1].time < heap[first].time);
    size_t right = first + 2 + (heap[first + 3].time < heap[first + 2].time);
    size_t least = heap[right].time < heap[left].time ? right : left;
    if (heap[least].time >= e.time) break;
    heap[hole] = heap[least];
    hole = least;
  }
  heap[hole] = e;
}
static double hold_heap(size_t n, long events) {
  // Four children stand in one line of the cache.
  heap = (event *)aligned_alloc(64, ((n + 8) * sizeof(event) + 63) / 64 * 64) + 3;
  for (size_t i = 0; i < n; i++) push(exponential(), (uint32_t)i);
  double start = 0, last = 0;
  for (long i = -(long)(n < (size_t)events ? n : (size_t)events); i < events; i++) {
    if (i == 0) start = seconds();
    event e = heap[0];
    last = e.time;
    e.time += drawn();
    e.number = scheduled++;
    hold(e);
  }
  double spent = seconds() - start;
  if (last < 0) abort();
  return spent;
}

// Sorted lists in buckets as wide as events are apart (Brown 1988).
static double hold_calendar(size_t n, long events) {
  uint64_t buckets = 4;
  while (buckets < 2 * n) buckets *= 2;
  uint32_t *first = malloc(buckets * sizeof *first), *next = malloc(n * sizeof *next);
  double *time = malloc(n * sizeof *time), per_time = (double)n, start = 0;
  memset(first, 0xFF, buckets * sizeof *first);
  uint64_t today = ~0ull;
#define CALENDAR_PUSH(id, at)                                                     \
  do {                                                                            \
    uint64_t day = (uint64_t)((at)*per_time);                                     \
    uint32_t *link = &first[day & (buckets - 1)];                                 \
    time[id] = (at);                                                              \
    while (*link != ~0u && time[*link] <= (at)) link = &next[*link];              \
    next[id] = *link;                                                             \
    *link = (id);                                                                 \
    if (day < today) today = day;                                                 \
  } while (0)
  for (size_t i = 0; i < n; i++) {
    double at = exponential();
    CALENDAR_PUSH((uint32_t)i, at);
  }
  for (long i = -(long)(n < (size_t)events ? n : (size_t)events); i < events; i++) {
    if (i == 0) start = seconds();
    uint32_t id;
    for (;; today++) {
      id = first[today & (buckets - 1)];
      if (id != ~0u && (uint64_t)(time[id] * per_time) == today) break;
    }
    first[today & (buckets - 1)] = next[id];
    double at = time[id] + drawn();
    CALENDAR_PUSH(id, at);
  }
  return seconds() - start;
}

// M/M/c with impatience; whoever gave up is passed over when a server looks for the next.
static void line(double rate, int servers, double patience, long customers) {
  enum { ring = 1 << 16 };
  static double joined[ring];
  static unsigned char waits[ring];
  heap = malloc(((size_t)ring * 4) * sizeof(event));
  double start = seconds(), gap = 1 / rate, now = 0, last = 0, waited = 0, queue_area = 0;
  double busy_area = 0;
  uint32_t head = 0, tail = 0;
  long arrived = 0, gave_up = 0;
  int busy = 0, queue = 0;
  push(exponential() * gap, 0);
  while (pending > 0) {
    event e = pop();
    uint32_t kind = e.kind & 3, who = e.kind >> 2;
    if (kind == 2 && (!waits[who] || joined[who] > e.time)) continue;
    now = e.time;
    queue_area += (now - last) * queue;
    busy_area += (now - last) * busy;
    last = now;
    if (kind == 0) {
      if (++arrived < customers) push(now + exponential() * gap, 0);
      if (busy < servers) {
        busy++;
        push(now + exponential(), 1);
      } else {
        uint32_t me = tail++ % ring;
        joined[me] = now;
        waits[me] = 1;
        queue++;
        if (patience < INFINITY) push(now + exponential() * patience, 2 | me << 2);
      }
    } else if (kind == 1) {
      while (head != tail && !waits[head % ring]) head++;
      if (head == tail) {
        busy--;
      } else {
        uint32_t next = head++ % ring;
        waits[next] = 0;
        queue--;
        waited += now - joined[next];
        push(now + exponential(), 1);
      }
    } else {
      waits[who] = 0;
      queue--;
      gave_up++;
      waited += now - joined[who];
    }
  }
  double spent = seconds() - start;
  printf("%.0f %.5f %.5f\n", (double)customers / spent, waited / (double)customers,
         (double)gave_up / (double)customers);
  if (queue_area + busy_area < 0) abort();
}

int main(int count, char **words) {
  build_ziggurat();
  generator = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(generator, 7);
  if (count == 5 && !strncmp(words[1], "hold-", 5)) {
    size_t n = (size_t)atol(words[2]);
    long events = atol(words[3]);
    uses_gsl = !strcmp(words[4], "gsl");
    double spent = words[1][5] == 'h' ? hold_heap(n, events) : hold_calendar(n, events);
    printf("%.2f\n", spent / (double)events * 1e9);
    return 0;
  }
  if (count == 6 && !strcmp(words[1], "line")) {
    line(atof(words[2]), atoi(words[3]), atof(words[4]), atol(words[5]));
    return 0;
  }
  fprintf(stderr, "usage: see the head of queues.c\n");
  return 64;
}
