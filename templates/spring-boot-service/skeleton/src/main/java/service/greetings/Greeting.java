package service.greetings;

/**
 * What somebody is greeted with. It knows no HTTP.
 *
 * @param greeting the words
 */
public record Greeting(String greeting) {

  /** The greeting for somebody. */
  public static Greeting to(String name, Language language) {
    String who = name.strip();
    return new Greeting(switch (language) {
      case EN -> "Hello, " + who + "!";
      case ZH -> "你好，" + who + "！";
    });
  }
}
