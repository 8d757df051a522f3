package dev.claudeworker.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.storage.StorageScratch;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.Transfer;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolFactory;
import dev.claudeworker.spi.tool.ToolSet;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A method that the SPI gains with a default must not slip past the guard. */
class GuardedTypesTest {

  static Stream<Arguments> guardedTypes() {
    return Stream.of(
        Arguments.of(Storage.class, GuardedStorage.class),
        Arguments.of(GraphReads.class, GuardedGraphReads.class),
        Arguments.of(Pruning.class, GuardedPruning.class),
        Arguments.of(Transfer.class, GuardedTransfer.class),
        Arguments.of(StoreSnapshot.class, GuardedSnapshot.class),
        Arguments.of(StorageBackup.class, GuardedBackup.class),
        Arguments.of(StorageScratch.class, GuardedScratch.class),
        Arguments.of(StorageFactory.class, GuardedStorageFactory.class),
        Arguments.of(TaskExecutor.class, GuardedExecutor.class),
        Arguments.of(ExecutorFactory.class, GuardedExecutorFactory.class),
        Arguments.of(Notifier.class, GuardedNotifier.class),
        Arguments.of(NotifierFactory.class, GuardedNotifierFactory.class),
        Arguments.of(ToolFactory.class, GuardedToolFactory.class),
        Arguments.of(ToolSet.class, GuardedToolSet.class),
        Arguments.of(Tool.class, GuardedTool.class),
        Arguments.of(Resource.class, GuardedResource.class),
        Arguments.of(Prompt.class, GuardedPrompt.class));
  }

  @ParameterizedTest
  @MethodSource("guardedTypes")
  void everyMethodOfTheSpiIsGuarded(Class<?> spi, Class<?> guarded) {
    assertThat(spi.getMethods()).allSatisfy(
        (Method method) -> assertThat(guarded.getMethod(method.getName(), method.getParameterTypes())
            .getDeclaringClass())
            .isEqualTo(guarded));
  }
}
