/** Programs in which agents work, and how they are told that claude-worker serves them. Knows no terminals. */
@NullMarked
package dev.claudeworker.cli.agents;

import org.jspecify.annotations.NullMarked;
