package service.notes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The HTTP side of notes. The service does the rest of its work without a database. */
@RestController
class NoteController {

  private static final Logger LOG = LoggerFactory.getLogger(NoteController.class);

  private final Optional<Notes> notes;

  /** There are no notes as long as no database is bound. */
  NoteController(Optional<Notes> notes) {
    this.notes = notes;
    if (notes.isEmpty()) {
      LOG.warn("no database is bound: there is no DB_URI");
    }
  }

  /** What is to be kept. */
  record Written(@NotBlank @Size(max = 1000) String text) {}

  @GetMapping("/notes")
  Map<String, List<Note>> latest(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    return Map.of("notes", bound().latest(limit));
  }

  @PostMapping("/notes")
  @ResponseStatus(HttpStatus.CREATED)
  Note write(@Valid @RequestBody Written written) {
    return bound().add(written.text());
  }

  private Notes bound() {
    return notes.orElseThrow(() -> new ResponseStatusException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "No database is bound to this service: bind one in the portal"));
  }
}
