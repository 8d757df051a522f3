/** Runs one small program: found on the search path, arguments as a vector, ended when its time is over. */
@NullMarked
package dev.claudeworker.command;

import org.jspecify.annotations.NullMarked;
