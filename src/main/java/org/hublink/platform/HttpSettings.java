package org.hublink.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param host address to bind; without TLS a loopback address only
 * @param port 0 = any free one
 * @param origin what browsers and clients connect to, such as {@code https://hub.example}; empty = made of host and port
 * @param tls certificate and key; empty = plain HTTP
 * @param metricsPort loopback port of {@code /metrics}; empty = none, 0 = any free one
 * @param trustedProxies who may say in X-Forwarded-For for whom it asks; empty = nobody
 */
public record HttpSettings(
        String host,
        int port,
        Optional<String> origin,
        Optional<TlsFiles> tls,
        Optional<Integer> metricsPort,
        List<Network> trustedProxies) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Behind no proxy. */
    public HttpSettings(
            String host, int port, Optional<String> origin, Optional<TlsFiles> tls, Optional<Integer> metricsPort) {
        this(host, port, origin, tls, metricsPort, List.of());
    }

    /** PEM files; the key's has mode 0600. */
    public record TlsFiles(Path certificate, Path key) {}
}
