/** What the machine can still give, and how many attempts may run with it. */
@NullMarked
package dev.claudeworker.resource;

import org.jspecify.annotations.NullMarked;
