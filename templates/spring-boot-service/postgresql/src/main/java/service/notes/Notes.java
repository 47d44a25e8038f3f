package service.notes;

import java.util.List;

/** Where notes are kept. */
public interface Notes {

  /** Keeps a note. */
  Note add(String text);

  /** So many, the newest first. */
  List<Note> latest(int most);
}
