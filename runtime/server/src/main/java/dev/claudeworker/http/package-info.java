/** The REST interface: one table of routes, straight-line handlers on virtual threads. */
@NullMarked
package dev.claudeworker.http;

import org.jspecify.annotations.NullMarked;
