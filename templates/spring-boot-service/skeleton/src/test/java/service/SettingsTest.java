package service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SettingsTest {

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withInitializer(new ConfigDataApplicationContextInitializer())
      .withUserConfiguration(WithSettings.class);

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(Settings.class)
  static class WithSettings {}

  @Test
  void theyHaveDefaults() {
    runner.run(context -> assertThat(context.getBean(Settings.class))
        .isEqualTo(new Settings("dev", Duration.ofSeconds(3))));
  }

  @Test
  void theyAreWhatTheEnvironmentSays() {
    runner.withPropertyValues("APP_VERSION=2", "DRAIN_MS=0")
        .run(context -> assertThat(context.getBean(Settings.class))
            .isEqualTo(new Settings("2", Duration.ZERO)));
  }

  @ParameterizedTest
  @CsvSource({
    "DRAIN_MS=soon, service.drain",
    "DRAIN_MS=-1, service",
    "DRAIN_MS=60001, service",
    "APP_VERSION=, service",
  })
  void theServiceDoesNotStartWithWrongOnes(String variable, String property) {
    runner.withPropertyValues(variable).run(context -> assertThat(context)
        .getFailure()
        .hasStackTraceContaining("Failed to bind properties under '" + property + "'"));
  }
}
