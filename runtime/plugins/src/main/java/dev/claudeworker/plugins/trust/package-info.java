/** Which plugin files may be loaded: the hashes in {@code plugins.lock}, and signatures. Runs nothing of them. */
@NullMarked
package dev.claudeworker.plugins.trust;

import org.jspecify.annotations.NullMarked;
