/** What keeps tasks. Storage decides nothing: the core computes moves, storage applies or refuses them. */
@Experimental
@NullMarked
package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.Experimental;
import org.jspecify.annotations.NullMarked;
