package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

    private Future<Integer> run(List<Migration> files) {
        return Migrations.run(vertx, address, Clock.systemUTC(), files);
    }
}
