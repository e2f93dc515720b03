#pragma once

namespace storage {

// The name of a VFS for sqlite3_open_v2: the system's files, but what is written to a write-ahead
// log is joined into few large writes. A commit puts a header of 24 bytes and a page of 4,096 there
// for every page it changed, each by a call of the system; together they are one.
//
// Only for connections with synchronous=FULL: those flush the log before they show anybody that the
// commit is there (sqlite3WalFrames, then walIndexWriteHdr), and what was held back is written
// then.
const char* joined_log_vfs();

}  // namespace storage
