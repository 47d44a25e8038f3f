package service.notes;

import java.time.Instant;

/**
 * Something that somebody wants remembered: an example of what is kept in a database.
 *
 * @param id what the database knows it by
 * @param text what was written
 * @param at when
 */
public record Note(int id, String text, Instant at) {}
