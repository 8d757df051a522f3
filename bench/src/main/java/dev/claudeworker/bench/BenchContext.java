package dev.claudeworker.bench;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.PluginContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What plugins are lent here. */
record BenchContext(
    String pluginName, Path homeDirectory, InstantSource clock, JsonCodec json, Map<String, String> serverEnvironment)
    implements PluginContext {}
