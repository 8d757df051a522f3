@NullMarked
package dev.claudeworker.cli.mcp;

import org.jspecify.annotations.NullMarked;
