package service.greetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {

  @ParameterizedTest
  @CsvSource({
    "Ada, EN, 'Hello, Ada!'",
    "'  Ada ', EN, 'Hello, Ada!'",
    "小明, ZH, 你好，小明！",
  })
  void greetsEachInTheirLanguage(String name, Language language, String greeting) {
    assertThat(Greeting.to(name, language).greeting()).isEqualTo(greeting);
  }

  @Test
  void findsALanguageByItsTag() {
    assertThat(Language.of("zh")).isEqualTo(Language.ZH);
    assertThatThrownBy(() -> Language.of("fr")).hasMessage("must be en or zh, not \"fr\"");
  }
}
