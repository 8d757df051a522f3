package dev.claudeworker.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph in the languages of drawing programs. */
final class GraphDrawing {

  private GraphDrawing() {}

  /** For Graphviz. */
  static String dot(OrchestrationDocument orchestration) {
    var text = new StringBuilder("digraph orchestration_" + orchestration.id() + " {\n  rankdir=LR;\n");
    for (MemberDocument task : orchestration.tasks()) {
      text.append("  ")
          .append(quoted(task.identifier()))
          .append(" [label=")
          .append(quoted(label(task)))
          .append(", style=filled, fillcolor=")
          .append(colour(task.status()))
          .append("];\n");
      for (String upstream : task.dependsOn()) {
        text.append("  ").append(quoted(upstream)).append(" -> ").append(quoted(task.identifier())).append(";\n");
      }
    }
    return text.append('}').toString();
  }

  /** For Markdown pages. Nodes have numbers, since identifiers may be words of the language. */
  static String mermaid(OrchestrationDocument orchestration) {
    List<MemberDocument> tasks = orchestration.tasks();
    var text = new StringBuilder("flowchart LR\n");
    for (MemberDocument task : tasks) {
      text.append("  t")
          .append(task.id())
          .append("[\"")
          .append(label(task))
          .append("\"]:::")
          .append(task.status())
          .append('\n');
    }
    Map<String, Long> numbers = new HashMap<>();
    tasks.forEach(task -> numbers.put(task.identifier(), task.id()));
    for (MemberDocument task : tasks) {
      for (String upstream : task.dependsOn()) {
        Optional.ofNullable(numbers.get(upstream))
            .ifPresent(number -> text.append("  t").append(number).append(" --> t").append(task.id()).append('\n'));
      }
    }
    for (String status : List.of("pending", "waiting", "running", "completed", "failed", "skipped", "cancelled")) {
      text.append("  classDef ").append(status).append(" fill:").append(colour(status)).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String label(MemberDocument task) {
    return task.identifier() + ": " + task.status();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String colour(String status) {
    return switch (status) {
      case "completed" -> "palegreen";
      case "failed" -> "salmon";
      case "running" -> "lightskyblue";
      case "skipped", "cancelled" -> "lightgray";
      default -> "white";
    };
  }
}
