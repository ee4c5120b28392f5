package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class ContractIT {
    private static final Vertx VERTX = Vertx.vertx();
    private static String origin = "";
    private static String notes = "";

    @BeforeAll
    static void open() {
        origin = SampleServer.open(VERTX, TestDoor.settings()).origin();
        notes = origin + "/api/v1/sample/notes";
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    @Test
    void whatFitsTheContractReachesItsHandler() {
        Reply added = Reply.post(notes, "{\"text\":\"hello\",\"count\":3}");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().getInteger("count")).isEqualTo(3);
        assertThat(Reply.get(notes + "/abc?limit=7").json().getString("limit")).isEqualTo("7");
        assertThat(Reply.get(notes + "/abc").json().getString("limit")).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            wrong type           | {"text":5}                        | http.contract-violation
            missing              | {"count":5}                       | http.contract-violation
            unknown key          | {"text":"a","more":1}             | http.contract-violation
            too long             | {"text":"aaaaaaaaaaaaaaaaaaaaaaa"} | http.contract-violation
            out of range         | {"text":"a","count":10}           | http.contract-violation
            not an object        | ["a"]                             | http.contract-violation
            truncated            | {"text":"a"                       | http.json-truncated
            duplicate key        | {"text":"a","text":"b"}           | http.json-duplicate-key
            fraction             | {"text":"a","count":1.5}          | http.json-number
            trailing             | {"text":"a"} x                    | http.json-trailing
            deep                 | [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]] | http.json-too-deep
            """)
    void whatDoesNotFitIsRefusedByReason(String what, String body, String code) {
        Reply refused = Reply.post(notes, body);
        assertThat(refused.status()).as(what).isEqualTo(400);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void aViolationSaysWhereAndWhat() {
        Reply refused = Reply.post(notes, "{\"text\":5}");
        assertThat(refused.json().getJsonArray("violations").toString())
                .contains("text")
                .contains("string");
        assertThat(Reply.get(notes + "/ABC").code()).isEqualTo("http.contract-violation");
        assertThat(Reply.get(notes + "/abc?limit=101").code()).isEqualTo("http.contract-violation");
        assertThat(Reply.get(notes + "/abc?limit=x").code()).isEqualTo("http.contract-violation");
    }

    @Test
    void aBodyOfAnotherMediaTypeIsRefused() {
        Reply refused = Reply.of(Reply.to(notes)
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("http.contract-violation");
    }

    @Test
    void aBodyBeyondItsBoundIsRefusedWithAndWithoutAnnouncedLength() {
        String large = "{\"text\":\"" + "a".repeat(5000) + "\"}";
        assertThat(Reply.post(notes, large).code()).isEqualTo("http.body-too-large");
        Reply chunked = Reply.of(Reply.to(notes)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large))));
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.code()).isEqualTo("http.body-too-large");
    }

    /** A client that writes all of its body before it reads would else wait for ever. */
    @Test
    void aBodyBeyondItsBoundAndTheSocketsBuffersIsAnsweredToo() {
        Reply refused = Reply.of(Reply.to(origin + "/api/v1/sample/bytes")
                .header("content-type", "application/octet-stream")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[12 << 20])));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("http.body-too-large");
    }

    @Test
    void plainBytesArriveWhole() {
        Reply counted = Reply.of(Reply.to(origin + "/api/v1/sample/bytes")
                .header("content-type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1000])));
        assertThat(counted.json().getInteger("bytes")).isEqualTo(1000);
    }

    @Test
    void aSessionIsAskedForAndItsRoleToo() {
        String mine = origin + "/api/v1/sample/mine";
        assertThat(Reply.get(mine).code()).isEqualTo("http.session-missing");
        assertThat(Reply.of(with(mine, "wrong").GET()).code()).isEqualTo("http.session-unknown");
        assertThat(Reply.of(with(mine, SampleServer.OFFICER).GET()).json().getString("id"))
                .isEqualTo("d1");
        assertThat(Reply.of(with(mine, SampleServer.OFFICER).DELETE()).code()).isEqualTo("http.role-missing");
        assertThat(Reply.of(with(mine, SampleServer.OPERATOR).DELETE()).status())
                .isEqualTo(200);
    }

    @Test
    void aCookieChangesNothingForAnotherSite() {
        String mine = origin + "/api/v1/sample/mine";
        String cookie = "__Host-hublink=" + SampleServer.OPERATOR;
        assertThat(Reply.of(Reply.to(mine).header("cookie", cookie).GET()).status())
                .isEqualTo(200);
        assertThat(Reply.of(Reply.to(mine)
                                .header("cookie", cookie)
                                .header("origin", "https://evil.example")
                                .DELETE())
                        .code())
                .isEqualTo("http.cross-site");
        assertThat(Reply.of(Reply.to(mine).header("cookie", cookie).DELETE()).code())
                .isEqualTo("http.cross-site");
        assertThat(Reply.of(Reply.to(mine)
                                .header("cookie", cookie)
                                .header("origin", origin)
                                .DELETE())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBugIsAnIncidentWithoutInnerWords() {
        Reply broken = Reply.get(origin + "/api/v1/sample/broken");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.code()).isEqualTo("http.incident");
        assertThat(broken.body()).doesNotContain("inner words").doesNotContain("IllegalState");
    }

    @Test
    void anUnknownAddressAndAWrongMethodAreProblemsToo() {
        assertThat(Reply.get(origin + "/nowhere").code()).isEqualTo("http.not-found");
        Reply wrong = Reply.of(Reply.to(notes + "/abc").DELETE());
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.code()).isEqualTo("http.method-not-allowed");
    }

    @Test
    void aLimitIsReachedAndSaysWhenToComeAgain() {
        Reply last = Reply.get(origin + "/api/v1/sample/scarce");
        for (int i = 0; i < Limit.SIGN_IN.burst() + 2 && last.status() == 200; i++) {
            last = Reply.get(origin + "/api/v1/sample/scarce");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("http.too-many-requests");
        assertThat(Integer.parseInt(last.header("retry-after"))).isBetween(1, 6);
    }

    @Test
    void aContractWithoutItsHandlersStopsTheStart() {
        HttpDoor door = await(HttpDoor.listen(VERTX, TestDoor.settings(), TestDoor.parts()));
        Map<String, Handler<RoutingContext>> handlers = SampleServer.handlers();
        handlers.remove("addNote");
        handlers.put("addNotes", ctx -> {});
        assertThatThrownBy(() -> await(door.api().mount(SampleServer.CONTRACT, handlers)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("addNote: no handler")
                .hasMessageContaining("addNotes: not in the contract");
    }

    @Test
    void aSessionThatNobodyKnowsStopsTheStart() {
        HttpDoor door = await(HttpDoor.listen(VERTX, TestDoor.settings(), TestDoor.parts()));
        await(door.api().mount(SampleServer.CONTRACT, SampleServer.handlers()));
        assertThatThrownBy(door::open).isInstanceOf(CannotStart.class).hasMessageContaining("session");
        assertThat(Reply.get(door.origin() + "/health").code()).isEqualTo("http.starting");
    }

    private static HttpRequest.Builder with(String url, String token) {
        return Reply.to(url).header("authorization", "Bearer " + token);
    }
}
