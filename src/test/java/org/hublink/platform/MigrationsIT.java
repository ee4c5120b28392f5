package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class MigrationsIT {
    private static final Migration ONE =
            Migration.of("0001-one.sql", "CREATE TABLE one (n int); INSERT INTO one VALUES (1);");
    private static final Migration TWO = Migration.of("0002-two.sql", "CREATE TABLE two (n int);");

    private final Vertx vertx = TestDatabase.vertx();
    private final DatabaseAddress address = TestDatabase.bare();

    @Test
    void eachFileRunsOnceAndInOrder() {
        assertThat(await(run(List.of(ONE)))).isEqualTo(1);
        assertThat(await(run(List.of(ONE, TWO)))).isEqualTo(1);
        assertThat(await(run(List.of(ONE, TWO)))).isZero();
    }

    @Test
    void nodesThatStartTogetherMigrateOnce() {
        Future<Integer> first = run(List.of(ONE, TWO));
        Future<Integer> second = run(List.of(ONE, TWO));
        assertThat(await(first) + await(second)).isEqualTo(2);
    }

    @Test
    void aChangedFileStopsTheStart() {
        await(run(List.of(ONE)));
        Migration changed = Migration.of(ONE.name(), ONE.sql() + " -- later thought");
        assertThatThrownBy(() -> await(run(List.of(changed))))
                .isInstanceOf(CannotStart.class)
                .hasMessage("The migration 0001-one.sql was changed after it was applied: "
                        + "restore the file, changes go into a new one.");
    }

    @Test
    void anOlderProgramDoesNotStartOnANewerDatabase() {
        await(run(List.of(ONE, TWO)));
        assertThatThrownBy(() -> await(run(List.of(ONE)))).hasMessageContaining("0002-two.sql");
    }

    @Test
    void aFileThatFailsLeavesNothingOfItself() {
        Migration broken = Migration.of("0002-broken.sql", "CREATE TABLE half (n int); SELECT nothing FROM nowhere;");
        assertThatThrownBy(() -> await(run(List.of(ONE, broken))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("0002-broken.sql failed")
                .hasMessageContaining("nowhere");
        assertThat(await(run(List.of(ONE, Migration.of("0002-half.sql", "CREATE TABLE half (n int);")))))
                .isEqualTo(1);
    }

    @Test
    void messagesOfTheWideTableStandInTheNarrowOneAsTheyWere() {
        List<Migration> all = Migration.all();
        await(run(all.stream().filter(file -> file.name().compareTo("0056") < 0).toList()));
        TestDatabase.sql(vertx, address, """
                INSERT INTO message (group_id, seq, epoch, kind, device, client_id, body, added, removed, stored)
                SELECT decode(repeat('07', 16), 'hex'), n, n / 2, (ARRAY['message', 'commit', 'successor'])[1 + n % 3],
                       sha256(int4send(n)), substr(sha256(int4send(-n)), 1, 16), decode(repeat('ab', n * 9000), 'hex'),
                       CASE WHEN n % 3 = 1 THEN sha256('a') ELSE '' END, '', 1700000000 + n
                  FROM generate_series(1, 6) AS n
                """);
        String before = rows("kind");
        await(run(all));
        assertThat(rows("CASE kind WHEN 'm' THEN 'message' WHEN 'c' THEN 'commit' WHEN 's' THEN 'successor' END"))
                .isEqualTo(before)
                .hasLineCount(6);
        assertThatThrownBy(() -> TestDatabase.sql(vertx, address, "UPDATE message SET seq = seq + 10"))
                .hasMessageContaining("message");
        assertThatThrownBy(() -> TestDatabase.sql(vertx, address, """
                        INSERT INTO message (group_id, seq, epoch, kind, device, client_id, body, added, removed, stored)
                        SELECT group_id, 10, epoch, kind, device, client_id, body, added, removed, stored
                          FROM message WHERE seq = 1
                        """)).hasMessageContaining("message_once");
    }

    private String rows(String kind) {
        return await(PgConnection.connect(vertx, Database.connectOptions(address))
                .compose(connection -> connection
                        .query(
                                "SELECT string_agg(concat_ws(' ', group_id, seq, epoch, " + kind
                                        + ", device, client_id, sha256(body), added, removed, stored), E'\\n' ORDER BY seq) FROM message")
                        .execute()
                        .map(rows -> rows.iterator().next().getString(0))
                        .eventually(connection::close)));
    }

    private Future<Integer> run(List<Migration> files) {
        return Migrations.run(vertx, address, Clock.systemUTC(), files);
    }
}
