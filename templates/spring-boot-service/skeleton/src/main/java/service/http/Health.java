package service.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import service.Settings;

/**
 * Whether the process lives and takes requests, asked by Kubernetes. What requests need is the
 * group {@code readiness} of Spring's health indicators, and belongs there and not into
 * {@code /healthz}: Kubernetes restarts what does not live, and a restart does not bring a
 * database back.
 */
@RestController
class Health {

  private static final Map<String, HealthDescriptor> NO_CHECKS = Map.of();

  private final Settings settings;
  private final ApplicationAvailability availability;
  private final HealthEndpoint endpoint;

  Health(Settings settings, ApplicationAvailability availability, HealthEndpoint endpoint) {
    this.settings = settings;
    this.availability = availability;
    this.endpoint = endpoint;
  }

  @GetMapping("/healthz")
  Map<String, String> lives() {
    return Map.of("status", "ok", "version", settings.version());
  }

  @GetMapping("/readyz")
  ResponseEntity<Map<String, Object>> ready() {
    if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
      return notReady(Map.of("status", "not taking requests"));
    }
    List<String> missing = missing();
    return missing.isEmpty()
        ? ResponseEntity.ok(Map.of("status", "ready"))
        : notReady(Map.of("status", "not ready", "missing", missing));
  }

  private List<String> missing() {
    if (!(endpoint.healthForPath("readiness") instanceof CompositeHealthDescriptor health)) {
      throw new IllegalStateException("There is no group of health indicators named readiness");
    }
    return Objects.requireNonNullElse(health.getComponents(), NO_CHECKS).entrySet().stream()
        .filter(each -> !Status.UP.equals(each.getValue().getStatus()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static ResponseEntity<Map<String, Object>> notReady(Map<String, Object> body) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(body);
  }
}
