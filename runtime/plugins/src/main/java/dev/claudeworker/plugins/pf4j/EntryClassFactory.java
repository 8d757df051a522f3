package dev.claudeworker.plugins.pf4j;

import java.lang.reflect.InvocationTargetException;
import org.pf4j.Plugin;
import org.pf4j.PluginFactory;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;

/**
 * Makes the {@code Plugin-Class} of a jar that names one, and an empty plugin otherwise. PF4J's own factory would load its
 * {@code Plugin} class through the wall for jars that name none, and hides why a constructor failed.
 */
final class EntryClassFactory implements PluginFactory {

  @Override
  public Plugin create(PluginWrapper wrapper) {
    String className = wrapper.getDescriptor().getPluginClass();
    if (className == null || className.equals(Plugin.class.getName())) {
      return new Plugin();
    }
    try {
      Class<? extends Plugin> type = wrapper.getPluginClassLoader().loadClass(className).asSubclass(Plugin.class);
      return instantiate(type, wrapper);
    } catch (ClassNotFoundException | ClassCastException | NoSuchMethodException unusable) {
      throw new PluginRuntimeException(
          unusable, "its Plugin-Class {} is not a public org.pf4j.Plugin with a public constructor", className);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof LinkageError link) {
        throw link;
      }
      throw new PluginRuntimeException(thrown.getCause(), "its Plugin-Class {} threw {}", className, thrown.getCause());
    } catch (ReflectiveOperationException unusable) {
      throw new PluginRuntimeException(unusable, "its Plugin-Class {} cannot be instantiated", className);
    }
  }

  private static Plugin instantiate(Class<? extends Plugin> type, PluginWrapper wrapper)
      throws ReflectiveOperationException {
    try {
      return type.getConstructor(PluginWrapper.class).newInstance(wrapper);
    } catch (NoSuchMethodException none) {
      return type.getConstructor().newInstance();
    }
  }
}
