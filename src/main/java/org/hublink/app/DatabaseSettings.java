package org.hublink.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.Secret;

/**
 * Where the data is.
 *
 * @param outside an outside PostgreSQL; empty = the embedded one in {@code <data>/pg}
 * @param connectionsMax 2 to 90 of this node
 */
public record DatabaseSettings(Optional<DatabaseAddress> outside, int connectionsMax) {
    private static final String URL =
            "postgresql://[A-Za-z0-9_.-]+@[A-Za-z0-9_.:\\[\\]-]+(:[0-9]{1,5})?/[A-Za-z0-9_.-]+";
    private static final int PORT = 5432;

    static DatabaseSettings read(SettingsFile in) {
        Optional<String> url = in.text("database.url", URL);
        Optional<Secret> password = in.secret("database.passwordFile");
        Optional<Path> authority = in.file("database.tlsAuthorityFile");
        int connections = in.number("database.connectionsMax", 2, 90, 16);
        if (url.isPresent() != password.isPresent()) {
            in.problem("database.url and database.passwordFile stand together or not at all");
        }
        if (url.isEmpty() && authority.isPresent()) {
            in.problem("database.tlsAuthorityFile: only beside database.url");
        }
        return new DatabaseSettings(
                url.flatMap(text -> password.map(secret -> address(URI.create(text), secret, authority))), connections);
    }

    private static DatabaseAddress address(URI url, Secret password, Optional<Path> authority) {
        return new DatabaseAddress(
                url.getHost(),
                url.getPort() < 0 ? PORT : url.getPort(),
                url.getPath().substring(1),
                url.getUserInfo(),
                password,
                authority.map(Path::toString));
    }
}
