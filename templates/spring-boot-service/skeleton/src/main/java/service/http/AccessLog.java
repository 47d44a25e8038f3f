package service.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Leaves a line in the log for each request; inside Spring's filter that gives it its trace. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AccessLog extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  /** Probes and scrapes would fill the log with what nobody reads. */
  private static final Set<String> QUIET = Set.of("/healthz", "/readyz", "/metrics", "/health");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return QUIET.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long began = System.nanoTime();
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      tell(request, status, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static void tell(HttpServletRequest request, int status, Duration took) {
    // The route, not the address, which has as many values as there are names.
    String route = Objects.toString(
        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "unknown");
    LOG.atInfo()
        .addKeyValue("method", request.getMethod())
        .addKeyValue("route", route)
        .addKeyValue("status", status)
        .addKeyValue("ms", took.toMillis())
        .log("{} {} {}", request.getMethod(), route, status);
  }
}
