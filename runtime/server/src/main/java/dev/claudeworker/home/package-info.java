/** The home directory of an installation and the files by which others find its server. */
@NullMarked
package dev.claudeworker.home;

import org.jspecify.annotations.NullMarked;
