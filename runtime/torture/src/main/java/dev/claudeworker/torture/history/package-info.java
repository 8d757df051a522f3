/** What clients were told and what children did, line by line in one file. */
@NullMarked
package dev.claudeworker.torture.history;

import org.jspecify.annotations.NullMarked;
