/** Measures the built program against its goals. Never part of the verdict of a test run. */
@NullMarked
package dev.claudeworker.bench;

import org.jspecify.annotations.NullMarked;
