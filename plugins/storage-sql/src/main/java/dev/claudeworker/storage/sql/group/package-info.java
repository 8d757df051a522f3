/** How a group becomes one transaction. */
@NullMarked
package dev.claudeworker.storage.sql.group;

import org.jspecify.annotations.NullMarked;
