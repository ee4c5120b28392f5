package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom the limits count: nobody may choose for himself, and behind a proxy not all are one. */
@Tag("unit")
class CallersTest {
    private static final String PROXY = "10.0.0.2";
    private static final Callers DIRECT = new Callers(List.of());
    private static final Callers BEHIND = new Callers(List.of(network("10.0.0.0/24"), network("2001:db8::9")));

    @Test
    void withoutAProxyOfOursWhatTheHeaderSaysCountsForNothing() {
        assertThat(DIRECT.network("192.0.2.1", List.of("198.51.100.7"))).isEqualTo("192.0.2.1");
        assertThat(BEHIND.network("192.0.2.1", List.of("198.51.100.7"))).isEqualTo("192.0.2.1");
    }

    @Test
    void aProxyOfOursSpeaksForItsPeer() {
        assertThat(BEHIND.network(PROXY, List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
        assertThat(BEHIND.network("2001:db8:0::9", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
    }

    @Test
    void whatTheCallerWroteBeforeTheProxyDidIsNotBelieved() {
        assertThat(BEHIND.network(PROXY, List.of("203.0.113.1, 198.51.100.7"))).isEqualTo("198.51.100.7");
        assertThat(BEHIND.network(PROXY, List.of("203.0.113.1", "198.51.100.7, 10.0.0.3")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void nonsenseIsTheProxysOwn() {
        for (String nonsense : List.of("", "unknown", "localhost", "999.1.1.1", "198.51.100.7:80", ":", "1.2.3")) {
            assertThat(BEHIND.network(PROXY, List.of("203.0.113.1, " + nonsense)))
                    .as(nonsense)
                    .isEqualTo(PROXY);
        }
        assertThat(BEHIND.network(PROXY, List.of())).isEqualTo(PROXY);
        assertThat(BEHIND.network(null, List.of())).isEqualTo("unknown");
    }

    @Test
    void aHouseholdOfIpv6AddressesIsOneCaller() {
        String one = DIRECT.network("2001:db8:1:2:aaaa::1", List.of());
        assertThat(DIRECT.network("2001:db8:1:2:bbbb:0:0:2", List.of())).isEqualTo(one);
        assertThat(DIRECT.network("2001:db8:1:3::1", List.of())).isNotEqualTo(one);
        assertThat(BEHIND.network(PROXY, List.of("2001:db8:1:2:cccc::3"))).isEqualTo(one);
    }

    @Test
    void networksAreReadStrictly() {
        assertThat(network("10.1.2.3").bits()).isEqualTo(32);
        assertThat(network("2001:db8::/32").bits()).isEqualTo(32);
        for (String wrong :
                List.of("", "example.org", "10.0.0.0/33", "10.0.0.256", "10.0.0.0/", "::/129", "::g", "/8")) {
            assertThat(Network.read(wrong)).as(wrong).isEqualTo(Optional.empty());
        }
    }

    private static Network network(String text) {
        return Network.read(text).orElseThrow();
    }
}
