/** A plugin that behaves badly, for servers that are tried. */
@NullMarked
package dev.claudeworker.faults.guest;

import org.jspecify.annotations.NullMarked;
