package smoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a service that was just deployed whether it is the new build and does its work:
 * {@code java ci/smoke/Smoke.java <base address> <version>}.
 */
public final class Smoke {

  /** What a healthy service answers; add one for what must not break. */
  private static final List<Work> WORK = List.of(
      new Work("/readyz", "\"status\":\"ready\""),
      new Work("/greetings/smoke-test", "\"greeting\":"));

  private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]*)\"");

  private Smoke() {}

  /** A path, and what its answer has in it. */
  private record Work(String path, String expected) {}

  /** An answer to a request. */
  record Answer(int status, String body) {}

  /** Sends a request. */
  interface Service {
    Answer ask(String path) throws IOException;
  }

  /** How long to wait for a new build. */
  interface Patience {
    boolean isOver();

    void pause();
  }

  /** Says what was asked, expected and answered. */
  static final class NotHealthyException extends Exception {
    private static final long serialVersionUID = 1;

    NotHealthyException(String message) {
      super(message);
    }
  }

  /** Ends with an error where the service is not healthy. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: java ci/smoke/Smoke.java <base address> <version>");
      System.exit(2);
    }
    try {
      test(over(args[0]), args[1], seconds(90));
      System.out.printf("%s runs %s and does its work%n", args[0], args[1]);
    } catch (NotHealthyException | IOException problem) {
      System.err.printf("%s: %s%n", args[0], problem.getMessage());
      System.exit(1);
    }
  }

  /** Waits until the expected build answers, then tries each piece of its work once. */
  static void test(Service service, String version, Patience patience)
      throws NotHealthyException, IOException {
    awaitVersion(service, version, patience);
    for (Work work : WORK) {
      Answer answer = service.ask(work.path);
      if (answer.status != 200 || !answer.body.contains(work.expected)) {
        throw new NotHealthyException("%s should answer 200 with %s, and answered %d: %s"
            .formatted(work.path, work.expected, answer.status, answer.body));
      }
    }
  }

  private static void awaitVersion(Service service, String version, Patience patience)
      throws NotHealthyException {
    while (true) {
      String seen = versionSeen(service);
      if (seen.equals("version " + version)) {
        return;
      }
      if (patience.isOver()) {
        throw new NotHealthyException(
            "/healthz should say version %s; seen: %s".formatted(version, seen));
      }
      patience.pause();
    }
  }

  private static String versionSeen(Service service) {
    try {
      Answer answer = service.ask("/healthz");
      Matcher version = VERSION.matcher(answer.body);
      return answer.status == 200 && version.find()
          ? "version " + version.group(1)
          : "status %d: %s".formatted(answer.status, answer.body);
    } catch (IOException problem) {
      return problem.toString();
    }
  }

  /** Names below localhost are this machine (RFC 6761), which not every resolver knows. */
  static URI dialed(URI address) {
    String host = address.getHost();
    return host.endsWith(".localhost")
        ? URI.create(address.toString().replaceFirst(Pattern.quote(host), "127.0.0.1"))
        : address;
  }

  private static Service over(String base) {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    return path -> {
      URI address = URI.create(base + path);
      HttpRequest request = HttpRequest.newBuilder(dialed(address))
          .header("host", address.getAuthority())
          .timeout(Duration.ofSeconds(5))
          .build();
      try {
        var response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
    };
  }

  private static Patience seconds(long limit) {
    Instant end = Instant.now().plusSeconds(limit);
    return new Patience() {
      @Override
      public boolean isOver() {
        return !Instant.now().isBefore(end);
      }

      @Override
      public void pause() {
        try {
          Thread.sleep(1000);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
