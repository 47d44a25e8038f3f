package service.greetings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Languages that people are greeted in. */
public enum Language {
  EN,
  ZH;

  /** Its name in addresses and figures, as BCP 47 has it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a language.
   *
   * @throws IllegalArgumentException when people are not greeted in it
   */
  public static Language of(String tag) {
    return Arrays.stream(values())
        .filter(each -> each.tag().equals(tag))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(
            "must be %s, not \"%s\"".formatted(known(), tag)));
  }

  private static String known() {
    return Arrays.stream(values()).map(Language::tag).collect(Collectors.joining(" or "));
  }
}
