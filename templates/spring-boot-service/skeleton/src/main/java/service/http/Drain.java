package service.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import service.Settings;

/**
 * Goes on serving for a while when the service is told to stop. Spring says at once that it is
 * not ready, and then takes no more requests; but until every proxy has heard of it, requests
 * still come.
 */
@Component
class Drain implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final CountDownLatch over = new CountDownLatch(1);
  private final Duration duration;
  private volatile boolean running;

  Drain(Settings settings) {
    duration = settings.drain();
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends it early. */
  @Override
  public void stop() {
    over.countDown();
  }

  @Override
  public void stop(Runnable done) {
    LOG.info("stopping");
    try {
      if (over.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("the drain was ended early");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      running = false;
      done.run();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The last to start is the first to stop, before the web server. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
