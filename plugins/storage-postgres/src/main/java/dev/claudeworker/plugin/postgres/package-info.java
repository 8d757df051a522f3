/** Storage in a PostgreSQL database that several servers may share. */
@NullMarked
package dev.claudeworker.plugin.postgres;

import org.jspecify.annotations.NullMarked;
