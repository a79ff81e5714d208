// The part of OpenSSL's libcrypto that cxlab uses.
#ifndef CXLAB_CCRYPTO_SHIM_H
#define CXLAB_CCRYPTO_SHIM_H
#include <openssl/evp.h>
#endif
