package org.hublink.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.Screen;
import org.hublink.client.ServerCalls;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** Two officers of France and two of Brazil, for servers that somebody else starts and kills. */
public final class TalkCrew {
    /** The one who leaves the desk and comes back. */
    public static final String LEAVER = "FR-officer-2";

    public static final List<String> NAMES = List.of("FR-officer-1", LEAVER, "BR-officer-1", "BR-officer-2");
    public static final String DESK = CaseWorld.FRENCH;
    public static final String OTHER_DESK = CaseWorld.BRAZILIAN;
    private static final String NOBODY = "fr-o-absent";
    private static final long DESK_SECONDS = 380L * 86_400;
    private static final long DEVICE_SECONDS = 80L * 86_400;

    private final Home home = JvmHome.system();
    private final DemoFolder folder;
    private final World world;
    private World.@Nullable Begun begun;

    /** Opens it; one that was founded already is as it was. */
    public TalkCrew(Path data) throws IOException, Ended {
        folder = DemoFolder.open(data, false);
        var nobody = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        world = new World(home, Screen.plain(nobody), folder, new ExampleKeys(Path.of("keys-example"), home.text()));
        if (!folder.founded()) {
            begun = world.begin();
        }
    }

    public boolean founded() {
        return folder.founded();
    }

    /** Signs and publishes everything on servers that have been started with {@link #serverFolder}'s keys. */
    public void publish(String origin) throws IOException, Ended {
        if (begun == null) {
            throw new IllegalStateException("founded before");
        }
        world.publish(begun, origin, Map.of("FR", List.of(), "BR", List.of()));
        folder.setFounded(origin);
    }

    public Home home() {
        return home;
    }

    /** Holds the keys of all nodes. */
    public Path serverFolder() {
        return folder.server();
    }

    public VaultContents contents(String name) throws IOException, Ended {
        return world.vault(name).contents();
    }

    public String device(String name) throws IOException, Ended {
        return ((VaultOwner.Device) contents(name).owner()).deviceId();
    }

    public Path store(String name) {
        return folder.client(name);
    }

    /** The store of a client that is closed, copied. */
    public void copy(String name, String copy) throws IOException {
        folder.copyOfClient(name, copy);
    }

    public CaseRequest request() {
        return CaseSamples.emergency(OTHER_DESK, home.clock().now());
    }

    /** Publishes the desk's next roster, with the one who leaves or without; version 1 had both. */
    public void roster(String origin, int version, boolean all) throws IOException, Ended {
        var members = new ArrayList<String>();
        for (var name : List.of("FR-officer-1", LEAVER)) {
            var device = (VaultOwner.Device) contents(name).owner();
            members.add(name.equals(LEAVER) && !all ? NOBODY : officer(device));
        }
        var part = new Part(
                home.randomness().bytes(Part.SALT_BYTES),
                new DeskPart(List.of("child-exploitation"), members, members.subList(0, 1), List.of()).body());
        long now = home.clock().now();
        var header = StatementSigner.header(
                new Subject(StatementType.DESK, "FR", DESK), version, now, now + DESK_SECONDS, List.of(part));
        new ServerCalls(HttpHome.at(origin, null), home.text()).submit(france().signed(header), List.of(part));
    }

    /** Publishes a further device of France that is on no roster. */
    public void enlist(String origin, DevicePart device) throws IOException, Ended {
        var part = new Part(home.randomness().bytes(Part.SALT_BYTES), device.body());
        long now = home.clock().now();
        var header = StatementSigner.header(
                Subject.device(new Country("FR"), device.id()), 1, now, now + DEVICE_SECONDS, List.of(part));
        new ServerCalls(HttpHome.at(origin, null), home.text()).submit(france().signed(header), List.of(part));
    }

    private Member france() throws IOException, Ended {
        var operators = new ArrayList<VaultOwner.Operator>();
        for (var name : ExampleKeys.operators("FR")) {
            operators.add((VaultOwner.Operator) contents(name).owner());
        }
        return new Member(new Country("FR"), operators);
    }

    private String officer(VaultOwner.Device device) throws Ended {
        try {
            return DevicePart.read(device.device().body(), home.text()).officer();
        } catch (org.hublink.primitives.Malformed broken) {
            throw new IllegalStateException(broken);
        }
    }
}
