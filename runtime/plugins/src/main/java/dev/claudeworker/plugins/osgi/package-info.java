/** Bundles, run by an embedded Apache Felix. The only package that knows OSGi's types. */
@NullMarked
package dev.claudeworker.plugins.osgi;

import org.jspecify.annotations.NullMarked;
