// The parts of the GNU Scientific Library that cxlab uses.
#ifndef CXLAB_CGSL_SHIM_H
#define CXLAB_CGSL_SHIM_H
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>

// GSL's generators are global variables, which Swift's concurrency checking refuses.
static inline const gsl_rng_type *cx_gsl_rng_taus2(void) { return gsl_rng_taus2; }
static inline const gsl_qrng_type *cx_gsl_qrng_sobol(void) { return gsl_qrng_sobol; }
#endif
