/** The built program: its server as a process that can be killed, and its REST interface. */
@NullMarked
package dev.claudeworker.torture.program;

import org.jspecify.annotations.NullMarked;
