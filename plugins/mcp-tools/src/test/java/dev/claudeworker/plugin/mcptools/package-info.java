@NullMarked
package dev.claudeworker.plugin.mcptools;

import org.jspecify.annotations.NullMarked;
