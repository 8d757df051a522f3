package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Schema;

/** The shapes of what is said about plugins. */
final class PluginSchemas {

  static final Schema PLUGINS = ObjectSchema.unnamed("All plugins, those that could not be loaded among them.")
      .must("plugins", Schema.list("The plugins.", plugin(ObjectSchema.named("Plugin", "A plugin."))))
      .open();

  static final Schema DETAILS =
      plugin(ObjectSchema.named("PluginDetails", "A plugin with its configuration.")
          .must("configuration", Schema.list("Its keys.", key())));

  static final Schema INSTALL = ObjectSchema.unnamed("What to install.")
      .must("file", Schema.text("Whole path of the jar on the server's machine."))
      .closed();

  static final Schema VERIFICATION = ObjectSchema.unnamed("Files that did not come with the program.")
      .must("files", Schema.list("The files.", ObjectSchema.named("PluginFile", "A plugin's file.")
          .must("name", Schema.text("The plugin's name."))
          .must("file", Schema.text("The jar."))
          .must("accepted_sha256", Schema.text("The hash that was accepted.").orNull())
          .must("sha256", Schema.text("The hash that it has now.").orNull())
          .must("signer", Schema.text("Who signed it.").orNull())
          .must("problem", ServerSchemas.error("Why it would be refused.").orNull())
          .open()))
      .open();

  private PluginSchemas() {}

  private static Schema plugin(ObjectSchema schema) {
    return schema.must("name", Schema.text("Its name."))
        .must("version", Schema.text("Its version."))
        .must("kind", Schema.text("How it is run: `pf4j`, `osgi`, `service-loader`, or `unknown`."))
        .must("file", Schema.text("Its jar."))
        .must("installed", Schema.truth("Whether it came with the program."))
        .must("provides", Schema.list("What it offers, for example `executor shell`.", Schema.text("")))
        .must("state", Schema.text("`active`, `disabled` or `failed`."))
        .must("sha256", Schema.text("Hash of its file; null for what came with the program.").orNull())
        .must("signer", Schema.text("Who signed it.").orNull())
        .must("remark", Schema.text("What else a person should know.").orNull())
        .must("error", ServerSchemas.error("Why it failed, or why a change of its file has no effect.").orNull())
        .open();
  }

  private static Schema key() {
    return ObjectSchema.named("PluginKey", "A key of a plugin's configuration.")
        .must("key", Schema.text("Its name below `plugins.<name>`."))
        .must("type", Schema.text("What it takes."))
        .must("value", Schema.any("Its value as it was written; `***` for a secret, null if it is not set."))
        .must("origin", Schema.text("Where it was set."))
        .must("secret", Schema.truth("Whether it is never shown."))
        .must("required", Schema.truth("Whether it must be set."))
        .must("description", Schema.text("What it is for."))
        .open();
  }
}
