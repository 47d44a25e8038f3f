package service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over HTTP, with a database that can be missing and an address that breaks. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "APP_VERSION=2",
      "DRAIN_MS=0",
      "HOST=127.0.0.1",
      "management.endpoint.health.group.readiness.include=readinessState,database",
    })
@AutoConfigureRestTestClient
@ExtendWith(OutputCaptureExtension.class)
class ServiceTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestConfiguration(proxyBeanMethods = false)
  static class Surroundings {

    final AtomicBoolean database = new AtomicBoolean(true);

    @Bean
    HealthIndicator database() {
      return () -> database.get() ? Health.up().build() : Health.down().build();
    }

    @RestController
    static class Addresses {

      private final RestClient client;

      Addresses(RestClient.Builder builder) {
        client = builder.build();
      }

      @GetMapping("/broken")
      String broken() {
        throw new IllegalStateException("the secret");
      }

      @GetMapping("/relay")
      String relay(@RequestParam URI to) {
        return client.get().uri(to).retrieve().body(String.class);
      }
    }
  }

  @Autowired
  private RestTestClient client;

  @Autowired
  private Surroundings surroundings;

  private static List<Map<String, Object>> lines(CapturedOutput output, String message) {
    return output.getOut().lines()
        .map(line -> JSON.readerForMapOf(Object.class).<Map<String, Object>>readValue(line))
        .filter(line -> line.get("message").equals(message))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "/greetings/Ada             | 200 | {'greeting':'Hello, Ada!'}",
    "/greetings/小明?language=zh | 200 | {'greeting':'你好，小明！'}",
    "/healthz                   | 200 | {'status':'ok','version':'2'}",
    "/readyz                    | 200 | {'status':'ready'}",
    "/greetings/Ada?language=fr | 400 | {'error':'language must be en or zh, not \\'fr\\''}",
    "/greetings/%20             | 400 | {'error':'name must not be blank'}",
    "/nowhere                   | 404 | {'error':'There is no GET /nowhere'}",
  }, quoteCharacter = '`')
  void itAnswers(URI path, int status, String body) {
    client.get().uri(path).exchange()
        .expectStatus().isEqualTo(status)
        .expectBody().json(body.replace("\\'", "\\\"").replace('\'', '"'));
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    client.get().uri("/greetings/{name}", "a".repeat(101)).exchange()
        .expectStatus().isBadRequest()
        .expectBody().jsonPath("$.error").isEqualTo("name size must be between 0 and 100");
  }

  @Test
  void anAddressIsAskedAsItAllows() {
    client.post().uri("/greetings/Ada").exchange()
        .expectStatus().isEqualTo(405)
        .expectBody().jsonPath("$.error").isEqualTo("Method 'POST' is not supported.");
  }

  @Test
  void itCountsWhomItGreetsAndHowLongRequestsTake() {
    client.get().uri("/greetings/Ada").exchange().expectStatus().isOk();
    client.get().uri("/greetings/小明?language=zh").exchange().expectStatus().isOk();
    String figures = client.get().uri("/metrics").exchange()
        .expectStatus().isOk()
        .returnResult(String.class).getResponseBody();
    assertThat(figures)
        .containsPattern("greetings_total\\{language=\"en\"} [1-9]")
        .containsPattern("greetings_total\\{language=\"zh\"} [1-9]")
        .containsPattern("http_server_requests_seconds_bucket\\{.*le=\"0.05\"} [0-9]")
        .containsPattern(
            "http_server_requests_seconds_count\\{.*uri=\"/greetings/\\{name}\"} [1-9]");
  }

  @Test
  void aRequestLeavesOneLineWithItsTrace(CapturedOutput output) {
    client.get().uri("/healthz").exchange();
    client.get().uri("/greetings/Ada")
        .header("traceparent", "00-%s-%s-01".formatted(TRACE, SPAN)).exchange();
    assertThat(lines(output, "GET /greetings/{name} 200")).singleElement().satisfies(line -> {
      assertThat(line).containsEntry("level", "info").containsEntry("version", "2")
          .containsEntry("trace_id", TRACE).containsEntry("status", 200);
      assertThat((String) line.get("span_id")).hasSize(16).isNotEqualTo(SPAN);
      assertThat((String) line.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}[.]\\d{3}Z");
    });
    assertThat(output).doesNotContain("/healthz");
  }

  @Test
  void itIsNotReadyWhileSomethingIsMissing() {
    surroundings.database.set(false);
    try {
      client.get().uri("/readyz").exchange()
          .expectStatus().isEqualTo(503)
          .expectBody().json("{\"status\":\"not ready\",\"missing\":[\"database\"]}");
      client.get().uri("/healthz").exchange().expectStatus().isOk();
    } finally {
      surroundings.database.set(true);
    }
  }

  @Test
  void aFailureGoesIntoTheLogAndNotToTheCaller(CapturedOutput output) {
    client.get().uri("/broken")
        .header("traceparent", "00-%s-%s-01".formatted(TRACE, SPAN)).exchange()
        .expectStatus().isEqualTo(500)
        .expectBody().json("{\"error\":\"Internal error, logged with trace " + TRACE + "\"}");
    assertThat(lines(output, "the request failed")).singleElement().satisfies(line -> {
      assertThat(line).containsEntry("level", "error").containsEntry("trace_id", TRACE);
      assertThat((String) line.get("error")).contains("IllegalStateException: the secret");
    });
  }

  @ParameterizedTest
  @CsvSource({"00", "01"})
  void itPassesTheTraceOn(String flags) throws IOException {
    HttpServer other = HttpServer.create(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> {
      byte[] seen = "%s %s".formatted(
          exchange.getRequestHeaders().getFirst("traceparent"),
          exchange.getRequestHeaders().getFirst("tracestate")).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, seen.length);
      exchange.getResponseBody().write(seen);
      exchange.close();
    });
    other.start();
    try {
      String seen = client.get()
          .uri("/relay?to=http://127.0.0.1:{port}/", other.getAddress().getPort())
          .header("traceparent", "00-%s-%s-%s".formatted(TRACE, SPAN, flags))
          .header("tracestate", "vendor=1")
          .exchange()
          .expectStatus().isOk()
          .returnResult(String.class).getResponseBody();
      assertThat(seen)
          .matches("00-%s-[0-9a-f]{16}-%s vendor=1".formatted(TRACE, flags))
          .doesNotContain(SPAN);
    } finally {
      other.stop(0);
    }
  }
}
