package service.database;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the tables up to date when the service starts, and tries again until it has. The
 * service is not ready before that, so that a rollout keeps the old pods while the new ones
 * cannot work. After that a database that is away fails the requests that need it, and not all
 * pods at once.
 */
class Tables implements HealthIndicator, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  private final Runnable migration;
  private final Duration pause;
  private volatile boolean upToDate;
  private volatile Thread worker;

  /**
   * Knows how to do it, and does not do it yet.
   *
   * @param migration brings them up to date, all or nothing; pods that start together wait for
   *     each other in it
   * @param pause before it is tried again
   */
  Tables(Runnable migration, Duration pause) {
    this.migration = migration;
    this.pause = pause;
  }

  @Override
  public Health health() {
    return upToDate
        ? Health.up().build()
        : Health.down().withDetail("missing", "the tables are not up to date yet").build();
  }

  /** Does it, or ends with the thread. */
  void prepare() {
    while (!upToDate) {
      try {
        migration.run();
        upToDate = true;
      } catch (RuntimeException problem) {
        LOG.warn("the database cannot be used yet", problem);
        try {
          Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  @Override
  public void start() {
    Thread thread = new Thread(this::prepare, "tables");
    thread.setDaemon(true);
    worker = thread;
    thread.start();
  }

  @Override
  public void stop() {
    Thread thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
    worker = null;
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }
}
