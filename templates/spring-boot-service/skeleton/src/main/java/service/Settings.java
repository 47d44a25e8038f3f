package service;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the environment says to the service, read once, so that a wrong value is seen at the
 * start.
 *
 * @param version the build that this is, shown by /healthz and in every line of the log
 * @param drain how long requests are still taken after the order to stop
 */
@Validated
@ConfigurationProperties("service")
public record Settings(
    @NotBlank String version,
    @DurationMin(millis = 0) @DurationMax(minutes = 1) Duration drain) {}
