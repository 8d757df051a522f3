/**
 * The Model Context Protocol: its messages, its methods and the tools behind them, without any transport. Revisions from
 * 2024-11-05 to 2025-11-25 begin with a handshake; since 2026-07-28 every request stands for itself.
 */
@NullMarked
package dev.claudeworker.mcp;

import org.jspecify.annotations.NullMarked;
