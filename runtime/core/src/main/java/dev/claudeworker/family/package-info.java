/** Tasks that tasks create: how many, how deep, and for how much money. */
@NullMarked
package dev.claudeworker.family;

import org.jspecify.annotations.NullMarked;
