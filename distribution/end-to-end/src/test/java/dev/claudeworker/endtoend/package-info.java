/** Uses the product as people get it: the zip, its launcher, real processes, the real {@code claude}. */
@NullMarked
package dev.claudeworker.endtoend;

import org.jspecify.annotations.NullMarked;
