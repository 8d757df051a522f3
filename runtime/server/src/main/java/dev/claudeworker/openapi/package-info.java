/** The interface described for machines: an OpenAPI 3.1 document made from what stands beside each route. */
@NullMarked
package dev.claudeworker.openapi;

import org.jspecify.annotations.NullMarked;
