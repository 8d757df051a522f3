package dev.claudeworker.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.spi.ToolProvider;

/** Stand where the server's tools stand in an installation; they answer by the words alone. */
public abstract class ToolStub implements ToolProvider {

  private static final String PORT = "{'name':'server.port','value':9000,'origin':{'layer':'user_file',"
      + "'place':'config.yaml, line 3'},'default':'8000','description':'Port to listen on.'}";
  private static final String HOSTS = "{'name':'server.allowed_hosts','value':['a','b'],'origin':{'layer':"
      + "'environment','place':'CLAUDE_WORKER_SERVER_ALLOWED_HOSTS'}}";
  private static final String TIMEOUT =
      "{'name':'task.timeout','value':null,'origin':{'layer':'default','place':'default'}}";

  private final String name;
  private final UnaryOperator<String> answers;

  ToolStub(String name, UnaryOperator<String> answers) {
    this.name = name;
    this.answers = answers;
  }

  @Override
  public String name() {
    return "claude-worker-" + name;
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... words) {
    String answer = answers.apply(String.join(" ", List.of(words)).replaceFirst("^(show|get) /\\S+", "$1").strip());
    out.print(answer.replace('\'', '"'));
    return answer.startsWith("{'detail'") ? 2 : 0;
  }

  /** The configuration. */
  public static final class Config extends ToolStub {

    /** Made by the service loader. */
    public Config() {
      super("config", ToolStub::configuration);
    }
  }

  /** The project. */
  public static final class Project extends ToolStub {

    /** Made by the service loader. */
    public Project() {
      super("project", words -> "{'file':'" + words
          + "/.claude-worker.yaml','task':{'model':'haiku','timeout_seconds':60,"
          + "'retry':{'attempts':5,'backoff':'none'},'labels':{'team':'web'},'executor_options':{'permission_mode':'plan'}}}");
    }
  }

  /** The token. */
  public static final class Token extends ToolStub {

    /** Made by the service loader. */
    public Token() {
      super("token", words -> "{'path':'/home/token','token':'the-token'}");
    }
  }

  /** The doctor. */
  public static final class Doctor extends ToolStub {

    /** Made by the service loader. */
    public Doctor() {
      super("doctor", words -> "{'healthy':false,'checks':["
          + "{'name':'java','result':'ok','detail':'25.0.3','suggestion':''},"
          + "{'name':'disk','result':'warning','detail':'500 MB free','suggestion':'Make room before long.'},"
          + "{'name':'claude','result':'problem','detail':'not on the PATH','suggestion':'Install it.'}]}");
    }
  }

  private static String configuration(String words) {
    return switch (words) {
      case "show" -> "{'path':'/home/config.yaml','exists':true,'keys':[" + PORT + "," + HOSTS + "," + TIMEOUT + "]}";
      case "show server.port" -> "{'keys':[" + PORT + "]}";
      case "get server.port" -> PORT;
      case "get server.allowed_hosts" -> HOSTS;
      case "get task.timeout" -> TIMEOUT;
      case "path" -> "{'path':'/home/config.yaml','exists':true}";
      case "validate" -> "{'path':'/home/config.yaml','exists':true,'valid':true}";
      case "set server.port 9000", "set-hidden security.access_token from the pipe" -> "{'file':'/home/config.yaml'}";
      default -> "{'detail':'refused: " + words + "','suggestion':'Ask for something else.'}";
    };
  }
}
