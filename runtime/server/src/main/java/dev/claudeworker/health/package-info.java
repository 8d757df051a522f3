/** Whether the server is well, part by part, and what to do where it is not. */
@NullMarked
package dev.claudeworker.health;

import org.jspecify.annotations.NullMarked;
