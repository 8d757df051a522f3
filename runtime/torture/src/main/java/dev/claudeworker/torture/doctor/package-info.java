/** The proof for users: bounded, against their own disk and database, in a scratch place that is removed again. */
@NullMarked
package dev.claudeworker.torture.doctor;

import org.jspecify.annotations.NullMarked;
