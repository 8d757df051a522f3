@NullMarked
package dev.claudeworker.command;

import org.jspecify.annotations.NullMarked;
