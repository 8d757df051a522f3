/** The distribution itself: its launcher and what lies in its folders. */
@NullMarked
package dev.claudeworker.launcher;

import org.jspecify.annotations.NullMarked;
