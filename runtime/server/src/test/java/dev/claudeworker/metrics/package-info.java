@NullMarked
package dev.claudeworker.metrics;

import org.jspecify.annotations.NullMarked;
