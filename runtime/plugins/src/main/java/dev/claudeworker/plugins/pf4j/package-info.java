/** Plugin jars with a {@code Plugin-Id} in their manifest, run by PF4J. The only package that knows PF4J's types. */
@NullMarked
package dev.claudeworker.plugins.pf4j;

import org.jspecify.annotations.NullMarked;
