// The parts of the GNU Scientific Library that cxlab uses.
#ifndef CXLAB_CGSL_SHIM_H
#define CXLAB_CGSL_SHIM_H
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>

// GSL's generators and minimisers are global variables, which Swift's concurrency checking refuses.
static inline const gsl_rng_type *cx_gsl_rng_taus2(void) { return gsl_rng_taus2; }
static inline const gsl_qrng_type *cx_gsl_qrng_sobol(void) { return gsl_qrng_sobol; }
static inline const gsl_multimin_fdfminimizer_type *cx_gsl_multimin_bfgs(void) {
  return gsl_multimin_fdfminimizer_vector_bfgs2;
}
#endif
