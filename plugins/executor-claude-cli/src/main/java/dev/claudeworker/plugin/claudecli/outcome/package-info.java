/** Judging how a run ended: pure functions from what was seen to an outcome. */
@NullMarked
package dev.claudeworker.plugin.claudecli.outcome;

import org.jspecify.annotations.NullMarked;
