/** Moving a whole store to another storage, record by record. */
@NullMarked
package dev.claudeworker.storage.sql.transfer;

import org.jspecify.annotations.NullMarked;
