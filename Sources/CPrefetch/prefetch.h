// What Swift has no word for: asking for memory before it is needed.
#ifndef CXLAB_PREFETCH_H
#define CXLAB_PREFETCH_H

// Asks for the cache line of an address that will soon be read and written.
static inline void cx_prefetch(const void *address) { __builtin_prefetch(address, 1); }

#endif
