package org.hublink.platform;

import java.util.Optional;

/**
 * Where PostgreSQL answers.
 *
 * @param host name or address; a path (first letter {@code /}) is the folder of a Unix socket
 * @param port 1 to 65535; for a Unix socket it names the socket file
 * @param tlsAuthority PEM file of the authority that signed PostgreSQL's certificate; empty = no TLS
 */
public record DatabaseAddress(
        String host, int port, String database, String user, Secret password, Optional<String> tlsAuthority) {

    public DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, user, password, tlsAuthority);
    }
}
