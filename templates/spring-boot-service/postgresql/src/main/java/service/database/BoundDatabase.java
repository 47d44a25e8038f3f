package service.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;
import service.notes.Notes;
import service.notes.PostgresNotes;

/** What there is once a database is bound to the service; without one it runs all the same. */
@Configuration(proxyBeanMethods = false)
@Conditional(BoundDatabase.IsBound.class)
class BoundDatabase {

  private static final int CONNECTIONS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Whether the environment names a database. */
  static class IsBound implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(context.getEnvironment().getProperty("DB_URI"));
    }
  }

  @Bean
  HikariDataSource dataSource(Environment environment) {
    Address address = Address.of(environment.getRequiredProperty("DB_URI"));
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(address.url());
    pool.setUsername(address.user());
    pool.setPassword(address.password());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(PATIENCE.toMillis());
    // The service starts before its database answers.
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  /** By this name the group {@code readiness} knows it. */
  @Bean
  Tables database(DataSource dataSource) {
    return new Tables(() -> Flyway.configure().dataSource(dataSource).load().migrate(), PAUSE);
  }

  @Bean
  Notes notes(JdbcClient client) {
    return new PostgresNotes(client);
  }
}
