/** An executor as cheap as possible, which writes down when it began what. */
@NullMarked
package dev.claudeworker.faults.soak.plugin;

import org.jspecify.annotations.NullMarked;
