/**
 * What a plugin implements to offer tools, resources and prompts to agents that speak the Model Context Protocol. No type
 * of the protocol itself appears here, so that a later revision of it changes no plugin.
 */
@NullMarked
package dev.claudeworker.spi.tool;

import org.jspecify.annotations.NullMarked;
