/**
 * Finds and loads plugins behind a class-loader wall and keeps one registry per capability. Depends on the SPI only;
 * types of a plugin framework stay in the subpackage of that framework.
 */
@NullMarked
package dev.claudeworker.plugins;

import org.jspecify.annotations.NullMarked;
