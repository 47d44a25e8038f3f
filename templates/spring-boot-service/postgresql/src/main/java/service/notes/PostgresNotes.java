package service.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes in a table of PostgreSQL. Values go beside the statement, never into it. */
public class PostgresNotes implements Notes {

  private final JdbcClient client;

  /** Asks the database through a client. */
  public PostgresNotes(JdbcClient client) {
    this.client = client;
  }

  @Override
  public Note add(String text) {
    return client.sql("INSERT INTO notes (text) VALUES (:text) RETURNING id, text, at")
        .param("text", text)
        .query(PostgresNotes::noteOf)
        .single();
  }

  @Override
  public List<Note> latest(int most) {
    return client.sql("SELECT id, text, at FROM notes ORDER BY id DESC LIMIT :most")
        .param("most", most)
        .query(PostgresNotes::noteOf)
        .list();
  }

  private static Note noteOf(ResultSet row, int number) throws SQLException {
    return new Note(
        row.getInt("id"),
        row.getString("text"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
