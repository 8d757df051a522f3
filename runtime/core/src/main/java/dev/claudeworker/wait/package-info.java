/** Why a task is not running. */
@NullMarked
package dev.claudeworker.wait;

import org.jspecify.annotations.NullMarked;
