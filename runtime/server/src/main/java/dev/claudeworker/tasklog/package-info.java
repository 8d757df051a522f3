/** Log files for people, two per task: made from committed events and the logs of attempts. */
@NullMarked
package dev.claudeworker.tasklog;

import org.jspecify.annotations.NullMarked;
