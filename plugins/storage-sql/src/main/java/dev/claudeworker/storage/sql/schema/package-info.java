/** The schema, its versions and the identity of a store. */
@NullMarked
package dev.claudeworker.storage.sql.schema;

import org.jspecify.annotations.NullMarked;
