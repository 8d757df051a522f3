/** Proves the contract of notifiers on a good one and on broken ones. */
@NullMarked
package dev.claudeworker.spi.testkit.notify;

import org.jspecify.annotations.NullMarked;
