/** Tests of the journal. */
@NullMarked
package dev.claudeworker.plugin.h2.journal;

import org.jspecify.annotations.NullMarked;
