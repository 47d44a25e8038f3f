package service.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where the database is, as JDBC has it.
 *
 * @param url without credentials
 * @param user who asks
 * @param password their password, which is shown nowhere
 */
record Address(String url, String user, String password) {

  private static final Set<String> SCHEMES = Set.of("postgres", "postgresql");
  private static final int USUAL_PORT = 5432;

  /**
   * Reads an address such as {@code postgresql://user:password@host:5432/database}.
   *
   * @throws IllegalArgumentException that names the variable, and never its value
   */
  static Address of(String text) {
    try {
      URI uri = new URI(text);
      String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
      if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
        throw notAnAddress();
      }
      int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String url = "jdbc:postgresql://%s:%d%s%s".formatted(
          uri.getHost(), port, uri.getRawPath(), query);
      String[] login = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
      return new Address(url, decoded(login[0]), login.length > 1 ? decoded(login[1]) : "");
    } catch (URISyntaxException wrong) {
      throw notAnAddress();
    }
  }

  /** A plus sign is itself in this part of an address. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(
        "DB_URI must be an address such as postgresql://user:password@host:5432/database");
  }

  @Override
  public String toString() {
    return url;
  }
}
