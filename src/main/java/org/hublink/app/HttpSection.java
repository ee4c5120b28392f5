package org.hublink.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Network;

/** The section {@code http}. */
final class HttpSection {
    private static final String ORIGIN = "https?://[a-z0-9.-]+(:[0-9]{1,5})?";

    private static final int PROXIES_MAX = 32;

    private HttpSection() {}

    static HttpSettings read(SettingsFile in) {
        String host = in.text("http.host", "[0-9A-Za-z.:-]{1,253}", "127.0.0.1");
        int port = in.number("http.port", 0, 65_535, 8080);
        Optional<String> origin = in.text("http.origin", ORIGIN);
        Optional<Path> certificate = in.file("http.tls.certificateFile");
        Optional<Path> key = in.secretFile("http.tls.keyFile");
        if (certificate.isPresent() != key.isPresent()) {
            in.problem("http.tls.certificateFile and http.tls.keyFile stand together or not at all");
        }
        Optional<HttpSettings.TlsFiles> tls =
                certificate.flatMap(file -> key.map(secret -> new HttpSettings.TlsFiles(file, secret)));
        if (certificate.isEmpty() && !loopback(host)) {
            in.problem("http.host: without http.tls only a loopback address such as 127.0.0.1");
        }
        if (certificate.isPresent() && origin.isEmpty()) {
            in.problem("http.origin: with TLS it must say what clients connect to, such as https://hub.example");
        }
        origin.map(URI::create)
                .filter(uri -> "https".equals(uri.getScheme()) != certificate.isPresent())
                .ifPresent(uri -> in.problem("http.origin: https with TLS, http without"));
        return new HttpSettings(host, port, origin, tls, in.number("http.metricsPort", 0, 65_535), networks(in));
    }

    private static List<Network> networks(SettingsFile in) {
        List<Network> networks = new ArrayList<>();
        for (String text : in.texts("http.trustedProxies", PROXIES_MAX)) {
            Optional<Network> network = Network.read(text);
            if (network.isEmpty()) {
                in.problem("http.trustedProxies: " + text + " is no address or network such as 10.0.0.0/24");
            }
            network.ifPresent(networks::add);
        }
        return networks;
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
