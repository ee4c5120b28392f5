package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Network;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a webhook may not lead, whatever its name says. */
@Tag("unit")
class ClosedAddressesTest {
    private static final Alert ALERT =
            new Alert(RandomId.make(JvmHome.randomness()), "FR-CSE-247", "emergency", "sent", 1, 1, 1, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "fec0::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "2001:db8::1"
            })
    void whatIsNoAddressOfTheOpenInternetIsClosed(String address) throws UnknownHostException {
        assertThat(new ClosedAddresses(List.of()).holds(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2620:fe::fe", "2a00:1450::1"})
    void theOpenInternetIsOpen(String address) throws UnknownHostException {
        assertThat(new ClosedAddresses(List.of()).holds(InetAddress.getByName(address)))
                .isFalse();
    }

    @Test
    void theConfigurationOpensWhatItNamesAndNoMore() throws UnknownHostException {
        ClosedAddresses closed =
                new ClosedAddresses(List.of(Network.read("10.0.7.0/24").orElseThrow()));
        assertThat(closed.holds(InetAddress.getByName("10.0.7.9"))).isFalse();
        assertThat(closed.holds(InetAddress.getByName("10.0.8.9"))).isTrue();
    }

    @Test
    void aNameThatResolvesToAClosedAddressAmongOthersIsRefused() throws UnknownHostException {
        InetAddress[] both = {InetAddress.getByName("9.9.9.9"), InetAddress.getLoopbackAddress()};
        assertThat(outcome(host -> both)).isEqualTo("address-closed");
        assertThat(outcome(host -> new InetAddress[0])).isEqualTo("address-closed");
        assertThat(outcome(host -> {
                    throw new UnknownHostException(host);
                }))
                .isEqualTo("name-unknown");
    }

    @Test
    void aNameIsAskedForOnceSoThatItCannotMeanSomethingElseWhenItIsConnectedTo() throws UnknownHostException {
        AtomicInteger asked = new AtomicInteger();
        InetAddress nowhere = InetAddress.getByName("192.0.2.1");
        InetAddress here = InetAddress.getLoopbackAddress();
        WebhookDoor door = door(List.of(Network.read("192.0.2.0/24").orElseThrow()), host ->
                new InetAddress[] {asked.incrementAndGet() == 1 ? nowhere : here});
        String outcome = TestDatabase.await(door.call(ALERT, "https://rebound.example/"));
        assertThat(asked.get()).isEqualTo(1);
        assertThat(outcome).isIn("unreachable", "timeout");
        TestDatabase.await(door.close());
    }

    private static String outcome(WebhookDoor.Names names) {
        WebhookDoor door = door(List.of(), names);
        String outcome = TestDatabase.await(door.call(ALERT, "https://alarm.example/hub"));
        TestDatabase.await(door.close());
        return outcome;
    }

    private static WebhookDoor door(List<Network> allowed, WebhookDoor.Names names) {
        return new WebhookDoor(VERTX, new AlertSettings.Webhooks(allowed, Optional.empty()), names);
    }

    private static final Vertx VERTX = Vertx.vertx();
}
