/** Configuration: one table of keys, layers, and where every value came from. */
@NullMarked
package dev.claudeworker.config;

import org.jspecify.annotations.NullMarked;
