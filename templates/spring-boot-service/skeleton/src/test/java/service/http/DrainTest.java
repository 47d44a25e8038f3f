package service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import service.Application;

class DrainTest {

  private final HttpClient client = HttpClient.newHttpClient();

  private int status(int port, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void itServesWhileItDrainsAndThenEnds() throws Exception {
    var context = SpringApplication.run(
        Application.class, "--HOST=127.0.0.1", "--PORT=0", "--DRAIN_MS=60000");
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    assertThat(status(port, "/readyz")).isEqualTo(200);
    Drain drain = context.getBean(Drain.class);
    Thread closing = new Thread(context::close);
    closing.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/readyz") == 503);
    assertThat(status(port, "/greetings/Ada")).isEqualTo(200);
    drain.stop();
    closing.join(Duration.ofSeconds(30).toMillis());
    assertThat(closing.isAlive()).isFalse();
  }
}
