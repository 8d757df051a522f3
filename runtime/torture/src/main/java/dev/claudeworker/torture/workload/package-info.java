/** Clients and children that keep a server busy and write down what they see. */
@NullMarked
package dev.claudeworker.torture.workload;

import org.jspecify.annotations.NullMarked;
