/** An agent for the JVM of a server that is to be killed at one place of its code. */
@NullMarked
package dev.claudeworker.faults.agent;

import org.jspecify.annotations.NullMarked;
