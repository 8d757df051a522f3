/** What follows for dependents of ended tasks. Pure. */
@NullMarked
package dev.claudeworker.dag;

import org.jspecify.annotations.NullMarked;
