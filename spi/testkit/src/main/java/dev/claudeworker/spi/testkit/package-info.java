/**
 * For tests of plugins and of the runtime: builders with defaults, so that a test sets only what it is about, and a clock
 * that moves when it is told to.
 */
@NullMarked
package dev.claudeworker.spi.testkit;

import org.jspecify.annotations.NullMarked;
