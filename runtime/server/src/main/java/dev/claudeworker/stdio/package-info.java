/** An agent at the standard streams of this process: one client, one line per message, no connection. */
@NullMarked
package dev.claudeworker.stdio;

import org.jspecify.annotations.NullMarked;
