// The parts of the GNU Scientific Library that cxlab uses.
#ifndef CXLAB_CGSL_SHIM_H
#define CXLAB_CGSL_SHIM_H
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#endif
