/** Standard input and output as a client of the server's MCP endpoint: messages pass through as they are. */
@NullMarked
package dev.claudeworker.cli.mcp;

import org.jspecify.annotations.NullMarked;
