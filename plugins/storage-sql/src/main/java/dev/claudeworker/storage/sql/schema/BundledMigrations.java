package dev.claudeworker.storage.sql.schema;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The migrations of this library by name: Flyway searches no class path, so it works behind any class loader. */
final class BundledMigrations implements ResourceProvider {

  /** All migrations, the newest last. */
  static final List<String> NAMES = List.of(
      "V1__first_schema.sql", "V2__orchestrations.sql", "V3__old_tasks.sql", "V4__servers.sql",
      "V7__children_of_tasks.sql", "V8__large_graphs.sql");

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return NAMES.contains(name) ? new Bundled(name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return NAMES.stream()
        .filter(name -> name.startsWith(prefix) && List.of(suffixes).stream().anyMatch(name::endsWith))
        .<LoadableResource>map(Bundled::new)
        .toList();
  }

  private static final class Bundled extends LoadableResource {

    private final String name;

    Bundled(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream content = Objects.requireNonNull(BundledMigrations.class.getResourceAsStream(name), name);
      return new InputStreamReader(content, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
