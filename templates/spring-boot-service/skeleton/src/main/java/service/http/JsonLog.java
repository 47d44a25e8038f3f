package service.http;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.PairExtractor;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/** The log: one JSON object a line, with the names that log stores know. */
public final class JsonLog implements StructuredLogFormatter<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final JsonWriter<ILoggingEvent> writer;

  /** Made by Spring, before anything else is. */
  public JsonLog(Environment environment, ThrowableProxyConverter throwables) {
    String version = environment.getRequiredProperty("service.version");
    writer = JsonWriter.<ILoggingEvent>of(line -> {
      line.add("level", event -> event.getLevel().toString().toLowerCase(Locale.ROOT));
      line.add("time", event -> TIME.format(event.getInstant()));
      line.add("version", version);
      line.add("logger", ILoggingEvent::getLoggerName);
      line.add("message", ILoggingEvent::getFormattedMessage);
      line.add("trace_id", event -> event.getMDCPropertyMap().get("traceId")).whenNotNull();
      line.add("span_id", event -> event.getMDCPropertyMap().get("spanId")).whenNotNull();
      line.from(ILoggingEvent::getKeyValuePairs)
          .whenNotEmpty()
          .usingExtractedPairs(
              Iterable::forEach,
              PairExtractor.<KeyValuePair>of(pair -> pair.key, pair -> pair.value));
      line.add("error", throwables::convert).whenHasLength();
    }).withNewLineAtEnd();
  }

  @Override
  public String format(ILoggingEvent event) {
    return writer.writeToString(event);
  }
}
