/** The kit is tested by storages that each break one promise: a contract test must notice. */
@NullMarked
package dev.claudeworker.spi.testkit.broken;

import org.jspecify.annotations.NullMarked;
