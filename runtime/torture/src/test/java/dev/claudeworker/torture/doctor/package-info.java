@NullMarked
package dev.claudeworker.torture.doctor;

import org.jspecify.annotations.NullMarked;
