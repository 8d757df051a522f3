package dev.claudeworker.cli;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;

/**
 * A task of the demonstration.
 *
 * @param name what it shows
 * @param request the request without name and directory
 * @param dependsOn positions of the tasks before it that it waits for
 */
record DemoTask(String name, JsonObject request, List<Integer> dependsOn) {}
