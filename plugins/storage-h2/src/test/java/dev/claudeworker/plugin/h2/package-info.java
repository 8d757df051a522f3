/** Tests of the storage {@code h2} on real files. */
@NullMarked
package dev.claudeworker.plugin.h2;

import org.jspecify.annotations.NullMarked;
