package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * Decides by what a jar contains how it is run: a {@code Plugin-Id}, in the manifest or in {@code plugin.properties}, makes
 * it a PF4J plugin, else a {@code Bundle-SymbolicName} a bundle, else a services entry for the SPI a plain jar.
 */
final class JarDescriptor {

  private static final String PROPERTIES_ENTRY = "plugin.properties";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern VERSION_IN_FILE_NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)");

  private final JarSource source;
  private final JarFile jar;
  private final Attributes manifest;
  private final Properties properties;

  JarDescriptor(JarSource source, JarFile jar) throws IOException {
    this.source = source;
    this.jar = jar;
    this.manifest = Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new).getMainAttributes();
    this.properties = properties(jar);
  }

  /** The name of a plugin whose jar does not say: its file's, without version and ending. */
  static String nameOfFile(JarSource source) {
    String fileName = source.file().getFileName().toString().replaceFirst("\\.jar$", "");
    Matcher versioned = VERSION_IN_FILE_NAME.matcher(fileName);
    return asName(versioned.matches() ? versioned.group(1) : fileName);
  }

  PluginJar read() {
    Optional<String> id = value("Plugin-Id", "plugin.id");
    Optional<String> bundle = value("Bundle-SymbolicName");
    if (id.isPresent()) {
      return pf4j(id.get(), bundle);
    }
    return bundle.isPresent() ? bundle() : plain();
  }

  private PluginJar pf4j(String id, Optional<String> bundle) {
    if (!NAME.matcher(id).matches()) {
      throw noName("Plugin-Id '" + id + "'");
    }
    Optional<String> remark =
        bundle.map(name -> "It is also the bundle " + name + "; its Plugin-Id wins, so it is run by PF4J.");
    return new PluginJar(
        source, PluginKind.PF4J, id, value("Plugin-Version", "plugin.version").orElse(""),
        value("Plugin-Requires", "plugin.requires"), Optional.empty(), remark);
  }

  private PluginJar bundle() {
    BundleHeaders headers = BundleHeaders.of(manifest);
    String name = asName(headers.symbolicName());
    if (!NAME.matcher(name).matches()) {
      throw noName("Bundle-SymbolicName '" + headers.symbolicName() + "'");
    }
    return new PluginJar(
        source, PluginKind.OSGI, name, value("Bundle-Version").orElse("0.0.0"), value("Plugin-Requires"),
        Optional.of(headers), Optional.empty());
  }

  private PluginJar plain() {
    if (jar.getEntry(PluginJar.SERVICE_ENTRY) == null) {
      throw noPlugin();
    }
    String name = nameOfFile(source);
    if (!NAME.matcher(name).matches()) {
      throw noName("file name");
    }
    String version =
        value("Plugin-Version").or(() -> value("Implementation-Version")).or(this::versionOfFile).orElse("");
    return new PluginJar(
        source, PluginKind.SERVICE_LOADER, name, version, value("Plugin-Requires"), Optional.empty(), Optional.empty());
  }

  private Optional<String> versionOfFile() {
    Matcher versioned =
        VERSION_IN_FILE_NAME.matcher(source.file().getFileName().toString().replaceFirst("\\.jar$", ""));
    return versioned.matches() ? Optional.of(versioned.group(2)) : Optional.empty();
  }

  private Optional<String> value(String manifestKey, String... propertyKeys) {
    Optional<String> value = Optional.ofNullable(manifest.getValue(manifestKey));
    for (String key : propertyKeys) {
      value = value.or(() -> Optional.ofNullable(properties.getProperty(key)));
    }
    return value.map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A plugin's name also names its configuration section, so it has no dots. */
  private static String asName(String written) {
    return written.toLowerCase(Locale.ROOT).replace('.', '-').replace('_', '-');
  }

  private static Properties properties(JarFile jar) throws IOException {
    var properties = new Properties();
    ZipEntry entry = jar.getEntry(PROPERTIES_ENTRY);
    if (entry != null) {
      try (InputStream in = jar.getInputStream(entry)) {
        properties.load(in);
      } catch (IllegalArgumentException malformed) {
        throw new IOException(PROPERTIES_ENTRY + " cannot be read: " + malformed.getMessage(), malformed);
      }
    }
    return properties;
  }

  private WorkerException noName(String what) {
    return new WorkerException(
        PluginErrors.NO_DESCRIPTOR,
        "the " + what + " of the plugin file " + source.file() + " is not a plugin name",
        "Use lower-case letters, digits and '-', at most 64 characters: it also names the configuration section"
            + " plugins.<name>.");
  }

  private WorkerException noPlugin() {
    return new WorkerException(
        PluginErrors.NO_DESCRIPTOR,
        "the file " + source.file() + " is not a plugin: it has no Plugin-Id, no Bundle-SymbolicName and no "
            + PluginJar.SERVICE_ENTRY,
        "Move it out of the plugins folder if it is a library: plugins carry theirs inside. If it is meant to be a plugin,"
            + " add a services entry that names its implementation of WorkerPlugin.");
  }
}
