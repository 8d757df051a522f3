package dev.claudeworker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/** JobRunr with its shortest poll interval, and virtual threads as it takes them by itself. */
final class JobRunrPeer implements Peer {

  private static final int POLL_SECONDS = 5;

  /** Jobs and their handlers are made by JobRunr, so they find it here. */
  private static volatile Executions running = new Executions(0);

  @Override
  public String name() {
    return "JobRunr 8.7.0";
  }

  /** A job that does nothing. */
  public record Noop(int number) implements JobRequest {

    @Override
    public Class<NoopHandler> getJobRequestHandler() {
      return NoopHandler.class;
    }
  }

  /** Runs it. */
  public static final class NoopHandler implements JobRequestHandler<Noop> {

    /** Made by JobRunr. */
    public NoopHandler() {}

    @Override
    public void run(Noop request) {
      running.one();
    }
  }

  @Override
  public Speed speed(String url, Crew crew) throws Exception {
    try (var database = new PeerDatabase(url)) {
      var mapper = new Jackson3JsonMapper();
      StorageProvider client = storage(database, 1, mapper);
      List<BackgroundJobServer> servers = new ArrayList<>();
      try {
        for (int number = 0; number < crew.servers(); number++) {
          servers.add(start(storage(database, crew.slots(), mapper), mapper, crew.slots(), number));
        }
        run(database, client, servers, crew.warmUp());
        return run(database, client, servers, crew.tasks());
      } finally {
        servers.forEach(BackgroundJobServer::stop);
        client.close();
      }
    }
  }

  private static StorageProvider storage(PeerDatabase database, int slots, Jackson3JsonMapper mapper) {
    var storage = new PostgresStorageProvider(database.forServer(slots));
    storage.setJobMapper(new JobMapper(mapper));
    return storage;
  }

  private static BackgroundJobServer start(
      StorageProvider storage, Jackson3JsonMapper mapper, int slots, int number) {
    var server =
        new BackgroundJobServer(
            storage, mapper, new Activator(),
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andName("server-" + number)
                .andWorkerCount(slots)
                .andPollIntervalInSeconds(POLL_SECONDS));
    server.start();
    return server;
  }

  private static final class Activator implements JobActivator {

    @Override
    public <T> T activateJob(Class<T> type) {
      try {
        return type.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Speed run(
      PeerDatabase database, StorageProvider client, List<BackgroundJobServer> servers, int count) throws Exception {
    servers.forEach(BackgroundJobServer::pauseProcessing);
    new JobRequestScheduler(client).enqueue(IntStream.range(0, count).mapToObj(Noop::new));
    var executions = new Executions(count);
    running = executions;
    servers.forEach(BackgroundJobServer::resumeProcessing);
    executions.awaitAll();
    database.awaitNone("SELECT 1 FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING') LIMIT 1");
    return executions.speed();
  }
}
