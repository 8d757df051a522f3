package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.TaskMapper;
import java.util.OptionalLong;

/** Gives numbers to new tasks, without gaps. The head row is locked from the first number to the commit. */
final class TaskNumbers {

  private final TaskMapper mapper;
  private OptionalLong last = OptionalLong.empty();

  TaskNumbers(TaskMapper mapper) {
    this.mapper = mapper;
  }

  TaskId next() {
    long number = last.orElseGet(mapper::lockLastNumber) + 1;
    last = OptionalLong.of(number);
    return new TaskId(number);
  }

  void write() {
    last.ifPresent(mapper::setLastNumber);
  }
}
