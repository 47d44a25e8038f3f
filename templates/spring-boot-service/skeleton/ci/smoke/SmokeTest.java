package smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smoke.Smoke.Answer;

class SmokeTest {

  private static Answer ok(String body) {
    return new Answer(200, body.replace('\'', '"'));
  }

  /**
   * A service that works but for one answer, which depends on how often was waited; the wait is
   * over after three pauses.
   */
  private static void trial(String wrong, IntFunction<Answer> answer) throws Exception {
    int[] pauses = {0};
    Smoke.test(
        path -> path.equals(wrong)
            ? answer.apply(pauses[0])
            : switch (path) {
              case "/healthz" -> ok("{'status':'ok','version':'2'}");
              case "/readyz" -> ok("{'status':'ready'}");
              case "/greetings/smoke-test" -> ok("{'greeting':'Hello, smoke-test!'}");
              default -> new Answer(404, path);
            },
        "2",
        new Smoke.Patience() {
          @Override
          public boolean isOver() {
            return pauses[0] >= 3;
          }

          @Override
          public void pause() {
            pauses[0]++;
          }
        });
  }

  @Test
  void itIsContentWithAServiceThatWorks() throws Exception {
    trial("", pauses -> new Answer(404, ""));
  }

  @Test
  void itWaitsUntilTheNewBuildAnswers() throws Exception {
    trial("/healthz", pauses -> ok("{'version':'%d'}".formatted(pauses < 2 ? 1 : 2)));
  }

  @Test
  void itSaysWhichBuildStillAnswersWhenTheWaitIsOver() {
    assertThatThrownBy(() -> trial("/healthz", pauses -> ok("{'version':'1'}")))
        .hasMessage("/healthz should say version 2; seen: version 1");
  }

  @Test
  void itSaysWhatWentWrongWithTheWork() {
    assertThatThrownBy(() -> trial("/readyz", pauses -> new Answer(503, "stopping")))
        .hasMessageMatching("/readyz should answer 200 with .* and answered 503: stopping");
  }

  @ParameterizedTest
  @CsvSource({
    "http://orders-dev.localhost:8009/healthz, http://127.0.0.1:8009/healthz",
    "http://orders-dev.localhost/healthz, http://127.0.0.1/healthz",
    "https://orders-dev.apps.example.com/healthz, https://orders-dev.apps.example.com/healthz",
  })
  void namesBelowLocalhostAreThisMachine(URI address, URI dialed) {
    assertThat(Smoke.dialed(address)).isEqualTo(dialed);
  }
}
