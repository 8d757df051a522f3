/** Keeping the leases of running attempts, and taking over those that nobody keeps. */
@NullMarked
package dev.claudeworker.lease;

import org.jspecify.annotations.NullMarked;
