@NullMarked
package dev.claudeworker.tasklog;

import org.jspecify.annotations.NullMarked;
