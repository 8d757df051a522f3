/** A plugin for tests of the server's process: storage in memory. Packed into a jar by the tests. */
@NullMarked
package dev.claudeworker.plugin.memory;

import org.jspecify.annotations.NullMarked;
