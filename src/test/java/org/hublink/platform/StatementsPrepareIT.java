package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every SQL constant of every {@code *Store} is prepared by a real PostgreSQL on the migrated schema. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class StatementsPrepareIT {
    /** Stores of files and of the browser, in the rooms that never see PostgreSQL. */
    private static final String OTHER_HOME = "org/hublink/(client|engine|browser|jvm)/.*";

    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void everyStatementOfEveryStorePrepares(Vertx vertx, DatabaseAddress address) throws Exception {
        List<String> problems = new ArrayList<>();
        int statements = 0;
        for (Class<?> store : stores()) {
            for (Field field : store.getDeclaredFields()) {
                for (String sql : texts(field)) {
                    statements++;
                    problem(vertx, address, sql)
                            .ifPresent(
                                    text -> problems.add(store.getSimpleName() + "." + field.getName() + ": " + text));
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(statements).as("statements found").isGreaterThan(100);
        System.out.println(statements + " statements prepared");
    }

    @Test
    void aPlantedStatementOnAMissingTableIsCaught(Vertx vertx, DatabaseAddress address) {
        assertThat(problem(vertx, address, "SELECT nothing FROM a_missing_table"))
                .hasValueSatisfying(text -> assertThat(text).contains("a_missing_table"));
    }

    /** What a constant holds: a statement, or one for each of some cases. */
    private static List<String> texts(Field field) throws IllegalAccessException {
        if (!Modifier.isStatic(field.getModifiers())) {
            return List.of();
        }
        field.setAccessible(true);
        if (field.getType() == String[].class) {
            return List.of((String[]) field.get(null));
        }
        return field.getType() == String.class ? List.of((String) field.get(null)) : List.of();
    }

    private static Optional<String> problem(Vertx vertx, DatabaseAddress address, String sql) {
        return await(PgConnection.connect(vertx, Database.connectOptions(address))
                .compose(connection -> connection
                        .prepare(sql)
                        .map(prepared -> Optional.<String>empty())
                        .otherwise(cause -> Optional.of(String.valueOf(cause.getMessage())))
                        .eventually(connection::close)));
    }

    private static List<Class<?>> stores() throws IOException, ClassNotFoundException {
        List<Class<?>> stores = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.sorted().toList()) {
                String name = CLASSES.relativize(file).toString();
                if (name.endsWith("Store.class") && !name.matches(OTHER_HOME)) {
                    String type =
                            name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    stores.add(Class.forName(type, true, StatementsPrepareIT.class.getClassLoader()));
                }
            }
        }
        return stores;
    }
}
