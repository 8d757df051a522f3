/** Figures for monitoring, in Prometheus' text format through Micrometer. */
@NullMarked
package dev.claudeworker.metrics;

import org.jspecify.annotations.NullMarked;
