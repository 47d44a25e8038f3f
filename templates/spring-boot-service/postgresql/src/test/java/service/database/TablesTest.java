package service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;

class TablesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void theyAreMissingUntilTheyAreUpToDate(int failures) {
    int[] tries = {0};
    Tables[] tables = {null};
    tables[0] = new Tables(
        () -> {
          assertThat(tables[0].health().getStatus()).isEqualTo(Status.DOWN);
          tries[0]++;
          if (tries[0] <= failures) {
            throw new IllegalStateException("the database is away");
          }
        },
        Duration.ZERO);
    tables[0].prepare();
    assertThat(tries[0]).isEqualTo(failures + 1);
    assertThat(tables[0].health().getStatus()).isEqualTo(Status.UP);
  }
}
