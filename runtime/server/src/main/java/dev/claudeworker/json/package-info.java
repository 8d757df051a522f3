/** JSON for the whole runtime: bounded, strict, never repeating input in its errors. */
@NullMarked
package dev.claudeworker.json;

import org.jspecify.annotations.NullMarked;
