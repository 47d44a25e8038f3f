package service.notes;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The whole service as long as no database is bound to it. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"DB_URI=", "DRAIN_MS=0", "HOST=127.0.0.1"})
@AutoConfigureRestTestClient
class UnboundNotesTest {

  private static final String SAID =
      "{\"error\":\"No database is bound to this service: bind one in the portal\"}";

  @Autowired
  private RestTestClient client;

  @Test
  void itSaysSoAndIsReadyWithoutOne() {
    client.get().uri("/notes").exchange()
        .expectStatus().isEqualTo(503)
        .expectBody().json(SAID);
    client.post().uri("/notes").contentType(MediaType.APPLICATION_JSON).body("{\"text\":\"one\"}")
        .exchange()
        .expectStatus().isEqualTo(503)
        .expectBody().json(SAID);
    client.get().uri("/readyz").exchange().expectStatus().isOk();
  }
}
