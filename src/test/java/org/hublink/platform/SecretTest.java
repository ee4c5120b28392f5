package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SecretTest {
    @Test
    void aSecretDoesNotPrintAloneNorInAnAddress() {
        Secret secret = new Secret("geheim");
        assertThat(secret).hasToString("[hidden]");
        assertThat(new DatabaseAddress("db", 5432, "hub", "hub", secret, Optional.empty()).toString())
                .contains("[hidden]")
                .doesNotContain("geheim");
    }

    @Test
    void aTraceForTheLogHoldsKindsAndPlacesOnly() {
        Throwable failure = new IllegalStateException(
                "officer Dupont", new PgException("row (Dupont)", "ERROR", "23505", "Key (name)=(Dupont) exists"));
        assertThat(Incident.trace(failure))
                .contains("IllegalStateException")
                .contains("PgException(23505)")
                .contains("SecretTest.aTraceForTheLog")
                .doesNotContain("Dupont");
    }

    @Test
    void whatAPageShowsIsEscaped() {
        FrontPage page = new FrontPage("http://a\"b", () -> "<script>'&");
        assertThat(((Answer.Bytes) page.answer()).body().toString())
                .contains("&lt;script&gt;&#39;&amp;")
                .contains("http://a&quot;b")
                .doesNotContain("<script");
    }
}
