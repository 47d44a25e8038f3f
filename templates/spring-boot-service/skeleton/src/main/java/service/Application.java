package service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service, put together by Spring. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

  /** Serves until it is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }
}
