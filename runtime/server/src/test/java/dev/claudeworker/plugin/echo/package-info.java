/** A plugin for tests of plugins that come and go: an executor that tells its version. Packed into a jar by the tests. */
@NullMarked
package dev.claudeworker.plugin.echo;

import org.jspecify.annotations.NullMarked;
