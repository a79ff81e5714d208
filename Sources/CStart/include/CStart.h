#ifndef CSTART_H
#define CSTART_H

/// Bytes of a stack that do for all that a thread of the program does.
#define CSTART_STACK (1 << 20)

#endif
