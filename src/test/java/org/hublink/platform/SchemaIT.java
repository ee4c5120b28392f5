package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code schema.sql} is for readers and reviewers: it must be what the migrations make, and make the same itself. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class SchemaIT {
    private static final Path FILE = Path.of("src/main/resources/db/schema.sql");

    @Test
    void theCheckedInSchemaIsWhatTheMigrationsMake(Vertx vertx, DatabaseAddress migrated) throws IOException {
        String schema = dump(vertx, migrated);
        if (System.getProperty("schema.write") != null) {
            Files.writeString(FILE, schema);
        }
        assertThat(Files.readString(FILE))
                .as("after a new migration: mvn surefire:test -Dtest=SchemaIT -Dschema.write")
                .isEqualTo(schema);
    }

    @Test
    void theCheckedInSchemaMakesItselfAgain(Vertx vertx) throws IOException {
        DatabaseAddress bare = TestDatabase.bare();
        String schema = Files.readString(FILE);
        TestDatabase.sql(vertx, bare, schema);
        assertThat(dump(vertx, bare)).isEqualTo(schema);
    }

    private static String dump(Vertx vertx, DatabaseAddress address) {
        return await(PgConnection.connect(vertx, Database.connectOptions(address))
                .compose(connection -> SchemaDump.of(connection).eventually(connection::close)));
    }
}
