/** What knows columns: per table its statements, how a row is read, and how a row is written. */
@NullMarked
package dev.claudeworker.storage.sql.table;

import org.jspecify.annotations.NullMarked;
