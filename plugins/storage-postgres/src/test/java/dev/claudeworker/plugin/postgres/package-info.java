/** Tests of the storage {@code postgres} on a real server. */
@NullMarked
package dev.claudeworker.plugin.postgres;

import org.jspecify.annotations.NullMarked;
