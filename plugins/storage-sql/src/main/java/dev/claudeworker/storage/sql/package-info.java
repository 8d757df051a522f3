/** A storage on any SQL database: what H2 and PostgreSQL share. Shaded into each of them. */
@NullMarked
package dev.claudeworker.storage.sql;

import org.jspecify.annotations.NullMarked;
