package service.http;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers to requests that failed: one JSON object with a sentence. A caller learns what was
 * wrong with the request; what went wrong in here goes into the log, and the caller gets the
 * trace to find it by.
 */
@RestControllerAdvice
class ErrorAnswers extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  record ErrorAnswer(String error) {}

  @ExceptionHandler
  ResponseEntity<ErrorAnswer> failed(Exception cause) {
    LOG.error("the request failed", cause);
    return ResponseEntity.internalServerError()
        .body(new ErrorAnswer("Internal error, logged with trace " + MDC.get("traceId")));
  }

  @Override
  protected ResponseEntity<Object> handleNoHandlerFoundException(
      NoHandlerFoundException cause,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String what = "There is no %s %s".formatted(cause.getHttpMethod(), cause.getRequestURL());
    return new ResponseEntity<>(new ErrorAnswer(what), headers, status);
  }

  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException cause,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String what = cause.getParameterValidationResults().stream()
        .flatMap(result -> result.getResolvableErrors().stream()
            .map(error -> "%s %s".formatted(
                result.getMethodParameter().getParameterName(), error.getDefaultMessage())))
        .collect(Collectors.joining("; "));
    return new ResponseEntity<>(new ErrorAnswer(what), headers, HttpStatus.BAD_REQUEST);
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException cause,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String what = cause.getFieldErrors().stream()
        .map(error -> "%s %s".formatted(error.getField(), error.getDefaultMessage()))
        .collect(Collectors.joining("; "));
    return new ResponseEntity<>(new ErrorAnswer(what), headers, status);
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException cause, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String what = "%s %s".formatted(
        cause.getPropertyName(), cause.getMostSpecificCause().getMessage());
    return new ResponseEntity<>(new ErrorAnswer(what), headers, status);
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    Object answer = body instanceof ProblemDetail problem
        ? new ErrorAnswer(problem.getDetail()) : body;
    return super.createResponseEntity(answer, headers, status, request);
  }
}
