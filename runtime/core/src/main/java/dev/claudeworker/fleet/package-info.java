/** The servers that share a storage: what each says about itself, and what follows for the tasks. */
@NullMarked
package dev.claudeworker.fleet;

import org.jspecify.annotations.NullMarked;
