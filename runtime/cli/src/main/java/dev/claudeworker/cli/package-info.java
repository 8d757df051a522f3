/**
 * The command line, one class per command. Kept small so that it starts fast: no logging, no server class, few libraries.
 */
@NullMarked
package dev.claudeworker.cli;

import org.jspecify.annotations.NullMarked;
