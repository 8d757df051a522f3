/** Finds the server, starts it, and talks to its REST API. Knows nothing of commands and terminals. */
@NullMarked
package dev.claudeworker.cli.client;

import org.jspecify.annotations.NullMarked;
