/** The proof that nothing is lost, for users: a bounded run against their own disk and database. */
@NullMarked
package dev.claudeworker.torture;

import org.jspecify.annotations.NullMarked;
