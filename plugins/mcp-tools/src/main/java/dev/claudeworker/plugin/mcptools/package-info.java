/** The queue as tools for agents: names, descriptions and answers are written for a model. */
@NullMarked
package dev.claudeworker.plugin.mcptools;

import org.jspecify.annotations.NullMarked;
