/** One run: a scratch home with a server that is broken again and again, a workload, and the verdict. */
@NullMarked
package dev.claudeworker.torture.run;

import org.jspecify.annotations.NullMarked;
