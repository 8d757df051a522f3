/** The storage {@code h2}: everything in one embedded database file. */
@NullMarked
package dev.claudeworker.plugin.h2;

import org.jspecify.annotations.NullMarked;
