/** Plain jars with a services entry, each in a class loader of its own. */
@NullMarked
package dev.claudeworker.plugins.serviceloader;

import org.jspecify.annotations.NullMarked;
