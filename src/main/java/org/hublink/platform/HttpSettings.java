package org.hublink.platform;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param host address to bind; without TLS a loopback address only
 * @param port 0 = any free one
 * @param origin what browsers and clients connect to, such as {@code https://hub.example}; empty = made of host and port
 * @param tls certificate and key; empty = plain HTTP
 * @param metricsPort loopback port of {@code /metrics}; empty = none, 0 = any free one
 */
public record HttpSettings(
        String host, int port, Optional<String> origin, Optional<TlsFiles> tls, Optional<Integer> metricsPort) {

    /** PEM files; the key's has mode 0600. */
    public record TlsFiles(Path certificate, Path key) {}
}
