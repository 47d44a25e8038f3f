package service.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Notes over HTTP, where they are kept as long as the test. */
@WebMvcTest(NoteController.class)
@AutoConfigureRestTestClient
class BoundNotesTest {

  @TestConfiguration(proxyBeanMethods = false)
  static class Surroundings {

    @Bean
    Notes notes() {
      return new NotesInMemory();
    }
  }

  private static final class NotesInMemory implements Notes {

    private final List<Note> all = new ArrayList<>();

    @Override
    public Note add(String text) {
      Note note = new Note(all.size() + 1, text, Instant.parse("2031-04-01T00:00:00Z"));
      all.add(0, note);
      return note;
    }

    @Override
    public List<Note> latest(int most) {
      return all.stream().limit(most).toList();
    }
  }

  @Autowired
  private RestTestClient client;

  private RestTestClient.ResponseSpec write(String body) {
    return client.post().uri("/notes").contentType(MediaType.APPLICATION_JSON).body(body)
        .exchange();
  }

  @Test
  void itKeepsWhatIsWrittenAndGivesBackTheNewestFirst() {
    for (String text : List.of("one", "two", "three")) {
      write("{\"text\":\"%s\"}".formatted(text)).expectStatus().isCreated();
    }
    client.get().uri("/notes?limit=2").exchange()
        .expectStatus().isOk()
        .expectBody()
        .jsonPath("$.notes.length()").isEqualTo(2)
        .jsonPath("$.notes[0].text").isEqualTo("three")
        .jsonPath("$.notes[0].at").isEqualTo("2031-04-01T00:00:00Z")
        .jsonPath("$.notes[1].text").isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "{}             | text must not be blank",
    "{'text':' '}   | text must not be blank",
    "{'text':'@'}   | text size must be between 0 and 1000",
    "no JSON        | Failed to read request",
  })
  void itRefusesWhatIsNoNote(String body, String error) {
    String sent = body.replace('\'', '"').replace("@", "x".repeat(1001));
    String said = write(sent)
        .expectStatus().isBadRequest()
        .returnResult(String.class).getResponseBody();
    assertThat(said).isEqualTo("{\"error\":\"%s\"}", error);
  }

  @ParameterizedTest
  @CsvSource({"0", "101", "many"})
  void itRefusesALimitThatIsNone(String limit) {
    client.get().uri("/notes?limit={limit}", limit).exchange()
        .expectStatus().isBadRequest()
        .expectBody().jsonPath("$.error").isNotEmpty();
  }
}
