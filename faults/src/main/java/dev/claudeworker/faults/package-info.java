/** Faults, injected into the built program, its children and its database, and the report of what was kept. */
@NullMarked
package dev.claudeworker.faults;

import org.jspecify.annotations.NullMarked;
