package service.greetings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP side of greetings, and how many people were greeted in which language. */
@RestController
class GreetingController {

  private final Map<Language, Counter> greetings;

  GreetingController(MeterRegistry registry) {
    greetings = Arrays.stream(Language.values())
        .collect(Collectors.toMap(Function.identity(), language -> counter(language, registry)));
  }

  @GetMapping("/greetings/{name}")
  Greeting greet(
      @PathVariable @NotBlank @Size(max = 100) String name,
      @RequestParam(defaultValue = "en") Language language) {
    greetings.get(language).increment();
    return Greeting.to(name, language);
  }

  private static Counter counter(Language language, MeterRegistry registry) {
    return Counter.builder("greetings")
        .description("People greeted, by language.")
        .tag("language", language.tag())
        .register(registry);
  }

  /** Reads the language of a request. */
  @Component
  static class LanguageConverter implements Converter<String, Language> {

    @Override
    public Language convert(String tag) {
      return Language.of(tag);
    }
  }
}
