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
    String answer = answers
        .apply(String.join(" ", List.of(words)).replaceFirst("^(show|get|validate) /(?!wrong)\\S+", "$1").strip());
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

  /** What breaks a server of its own; the minutes decide what it finds. */
  public static final class Torture extends ToolStub {

    private static final String FIGURES = "'sync':{'count':9,'p50_ms':0.421,'p99_ms':0.67},"
        + "'commits':{'count':9,'p50_ms':2.1,'p99_ms':4,'per_second':412,'clients':8,'per_second_together':2310},"
        + "'storage':'h2','folder':'/home','database':'',";

    /** Made by the service loader. */
    public Torture() {
      super("torture", words -> switch (words) {
        case "1" ->
            "{'kept':true," + FIGURES + "'kills':{'server':17,'machine':6,'survived':23},'calls':900,'tasks':312,"
                + "'children':290,'lost':0,'violations':0,'told':[],'recovery':{'p50_ms':2140,'p99_ms':3440},"
                + "'warnings':['fsync is off']}";
        case "2" -> "{'kept':false," + FIGURES + "'kills':{'server':1,'machine':0,'survived':1},'calls':9,'tasks':3,"
            + "'children':2,'lost':1,'violations':1,'told':[{'promise':'acknowledged task kept','task':'c1-1-',"
            + "'what':'is gone'}],'recovery':{'p50_ms':2140,'p99_ms':3440},'warnings':[]}";
        case "3" -> "{'kept':false," + FIGURES + "'kills':{'server':1,'machine':0,'survived':0},"
            + "'gone':'the server ended with 1','warnings':[]}";
        default -> "{'detail':'refused: " + words + "','suggestion':'Ask for something else.'}";
      });
    }
  }

  /** What moves the store. */
  public static final class Store extends ToolStub {

    /** Made by the service loader. */
    public Store() {
      super("store", ToolStub::store);
    }
  }

  private static String store(String words) {
    String records = "'records':{'task':12,'orchestration':2,'event':80}";
    return switch (words) {
      case "export q.jsonl", "export q.jsonl --force" -> "{'file':'/q.jsonl','bytes':1234567," + records + "}";
      case "import q.jsonl" -> "{'resumed_after':500," + records + "}";
      case "import-python tasks.db" -> "{'unfinished':3," + records + "}";
      case "backup q.backup" -> "{'file':'/q.backup','bytes':10,'last_event':80}";
      case "restore q.backup --replace" -> "{'database':'/d.mv.db','last_event':80,'replaced':'/old.mv.db'}";
      case "schema", "upgrade" -> "{'place':'/d.mv.db','found':'3','newest':'4','pending':['V4__servers.sql']}";
      case "migrate-to postgres://h/q" -> "{'from':'/d.mv.db','to':'h:5432/q','type':'postgres',"
          + "'database':'jdbc:postgresql://h/q'," + records + "}";
      default -> "{'detail':'refused: " + words + "','suggestion':'Ask for something else.'}";
    };
  }

  private static String configuration(String words) {
    return switch (words) {
      case "show" -> "{'path':'/home/config.yaml','exists':true,'keys':[" + PORT + "," + HOSTS + "," + TIMEOUT + "]}";
      case "show server.port" -> "{'keys':[" + PORT + "]}";
      case "get server.port" -> PORT;
      case "get server.allowed_hosts" -> HOSTS;
      case "get task.timeout" -> TIMEOUT;
      case "path" -> "{'path':'/home/config.yaml','exists':true}";
      case "validate" -> "{'path':'/home/config.yaml','exists':true,'valid':true,'problems':[]}";
      case "validate /wrong" ->
          "{'path':'/home/config.yaml','exists':true,'valid':false,'problems':['server.port: is none','more']}";
      case "set server.port 9000", "set-hidden security.access_token from the pipe" -> "{'file':'/home/config.yaml'}";
      default -> "{'detail':'refused: " + words + "','suggestion':'Ask for something else.'}";
    };
  }
}
