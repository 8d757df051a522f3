/** What belongs to one attempt on disk: its directory, its log, the environment of its children. */
@NullMarked
package dev.claudeworker.attempt;

import org.jspecify.annotations.NullMarked;
