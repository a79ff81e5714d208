// The files of the lab's page, carried in the program itself.
#ifndef CXLAB_CLABPAGE_H
#define CXLAB_CLABPAGE_H

#include <stddef.h>

// A file of the page.
typedef struct {
  const char *name;  // such as lab.js
  const unsigned char *bytes;
  size_t length;
} cx_page_file;

// How many there are.
size_t cx_page_count(void);

// The n-th, from 0.
cx_page_file cx_page_file_at(size_t n);

#endif
