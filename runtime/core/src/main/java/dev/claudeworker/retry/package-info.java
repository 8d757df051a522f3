/** When failed attempts are tried again, and when a failing service is left alone. Pure. */
@NullMarked
package dev.claudeworker.retry;

import org.jspecify.annotations.NullMarked;
