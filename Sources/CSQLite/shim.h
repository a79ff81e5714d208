// SQLite, with the macro that Swift does not see.
#ifndef CXLAB_CSQLITE_SHIM_H
#define CXLAB_CSQLITE_SHIM_H
#include <sqlite3.h>

// Binds a text of which SQLite keeps a copy.
static inline int cx_sqlite3_bind_text(
    sqlite3_stmt *statement, int column, const char *text, int bytes) {
  return sqlite3_bind_text(statement, column, text, bytes, SQLITE_TRANSIENT);
}
#endif
