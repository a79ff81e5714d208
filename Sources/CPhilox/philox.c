#include "cphilox.h"

#include <gsl/gsl_errno.h>

static void philox_set(void *state, unsigned long seed) {
  cx_philox_state *s = (cx_philox_state *)state;
  s->key[0] = (uint32_t)seed;
  s->key[1] = (uint32_t)((uint64_t)seed >> 32);
  cx_philox_seek(s, 0, 0, 0);
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
