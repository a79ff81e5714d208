// What has to be so before the first line of Swift: the libraries that come up before it take more of a stack than
// a tight shell allows, and the system would end the program without a word.

#include "CStart.h"

#ifdef __linux__

#include <sys/resource.h>
#include <unistd.h>

// Less than this is not enough for the libraries.
static const rlim_t least = 64 << 10;

// Raises the limit of the stack as far as the shell allows it; ends the program where that is not far enough.
static void prepare_stack(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= CSTART_STACK) return;
  limit.rlim_cur = limit.rlim_max < CSTART_STACK ? limit.rlim_max : CSTART_STACK;
  if (limit.rlim_cur >= least) {
    setrlimit(RLIMIT_STACK, &limit);
    return;
  }
  static const char message[] =
      "error: a stack may have less than 64 KB here; allow 1024 or more (ulimit -s 1024)\n";
  if (write(2, message, sizeof message - 1) < 0) _exit(73);
  _exit(73);
}

// Run before any library is set up, as constructors are not.
__attribute__((section(".preinit_array"), used)) static void (*const first)(void) = prepare_stack;

#endif
