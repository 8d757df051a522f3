package dev.claudeworker.mcp;

import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolDescriptor;

/**
 * A tool that can be called now.
 *
 * @param plugin the plugin that offers it
 * @param descriptor what it is called, does and takes
 * @param tool does it
 * @param check holds arguments and results against the schemas
 */
public record OfferedTool(String plugin, ToolDescriptor descriptor, Tool tool, SchemaCheck check) {}
