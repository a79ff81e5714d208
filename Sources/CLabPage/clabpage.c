#include "clabpage.h"

static const unsigned char lab_js[] = {
#embed "page/lab.js"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const cx_page_file files[] = {
    FILE("lab.js", lab_js),
};

size_t cx_page_count(void) { return sizeof files / sizeof *files; }

cx_page_file cx_page_file_at(size_t n) { return files[n]; }
