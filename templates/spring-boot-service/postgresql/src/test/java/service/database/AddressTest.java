package service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://app:x@db:5433/app, jdbc:postgresql://db:5433/app, app, x",
    "postgres://app:x@db/app, jdbc:postgresql://db:5432/app, app, x",
    "postgresql://app:a%40b%3Ac+d@db:5432/app, jdbc:postgresql://db:5432/app, app, a@b:c+d",
    "postgresql://app:x@db:5432/app?sslmode=require, "
        + "jdbc:postgresql://db:5432/app?sslmode=require, app, x",
    "postgresql://app@db:5432/app, jdbc:postgresql://db:5432/app, app, ''",
  })
  void itIsReadForJdbc(String text, String url, String user, String password) {
    assertThat(Address.of(text)).isEqualTo(new Address(url, user, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "app:s3cret@host",
    "mysql://app:s3cret@host/app",
    "postgresql:///s3cret",
    "postgresql://app:s3cret@ho st/app",
  })
  void anAddressOfAnotherFormIsRefusedWithoutItsPassword(String text) {
    assertThatThrownBy(() -> Address.of(text))
        .hasMessageStartingWith("DB_URI must be")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void itTellsNoPassword() {
    assertThat(Address.of("postgresql://app:s3cret@db/app").toString()).doesNotContain("s3cret");
  }
}
