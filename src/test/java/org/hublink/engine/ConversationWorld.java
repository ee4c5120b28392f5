package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hublink.mls.Capabilities;
import org.hublink.mls.CipherSuite;
import org.hublink.mls.Credential;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Policy;
import org.hublink.mls.PskStore;
import org.hublink.mls.Suites;
import org.hublink.mls.Terms;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** Two countries with desks and devices in a ledger, and the groups that they make; keys come from names. */
final class ConversationWorld {
    static final CipherSuite SUITE = CipherSuite.xWing(0xF053);
    static final Policy POLICY = Policy.strict(Suites.of(SUITE));
    static final byte[] CONVERSATION =
            Digest.of(Utf8.encode("conversation")).bytes().clone();
    static final String FRENCH = "FR-CSE-1";
    static final String BRAZILIAN = "BR-CSE-1";
    static final String STANDBY = "BR-CSE-9";

    /** A logged device. */
    record Device(String name, String id, SeatKeys keys) {}

    /** Its private key for MLS, and what its leaf says of itself. */
    record SeatKeys(byte[] mls, LeafPart part) {}

    final FlowWorld world = new FlowWorld();

    ConversationWorld() {
        world.log(FlowWorld.signed(world.authority("BR", 1, 2, "br-a", "br-b", "br-c"), "r1", "r2"));
        desk(FRENCH, 1, "fr-o-1", "fr-o-2");
        desk(BRAZILIAN, 1, "br-o-1", "br-o-2");
        desk(STANDBY, 1, "br-o-8", "br-o-9");
    }

    static ConversationContext context() {
        return ConversationContext.ofCase(
                Arrays.copyOf(CONVERSATION, ConversationContext.ID_BYTES),
                List.of(
                        new ConversationContext.Place(FRENCH, CaseParty.REQUESTER),
                        new ConversationContext.Place(BRAZILIAN, CaseParty.ANSWERER)));
    }

    private static byte[] seed(String name) {
        return Digest.of(Utf8.encode(name)).bytes();
    }

    void desk(String id, int version, String... members) {
        desk(id, version, List.of(members), List.of());
    }

    void desk(String id, int version, List<String> members, List<String> alternates) {
        DeskPart roster = new DeskPart(List.of("child-exploitation"), members, members.subList(0, 1), alternates);
        Part part = world.keep(new Part(seed(id + version), roster.body()));
        log(new Subject(StatementType.DESK, id.substring(0, 2), id), version, part, 200);
    }

    /** A device of an officer whose pseudonym begins with his country. */
    Device device(String name, String officer) {
        return device(name, officer, 80);
    }

    Device device(String name, String officer, int days) {
        DevicePart keys = new DevicePart(
                officer,
                FlowWorld.key(name).publicKey(),
                FlowWorld.key(name + " mls").publicKey(),
                XWing.publicKey(seed(name + " sealing")),
                Set.of(Role.OFFICER));
        Part part = world.keep(new Part(seed(name + " salt"), keys.body()));
        Part card = new Part(seed(name + " card"), FlowWorld.CARD.body());
        long index = log(Subject.device(country(officer), keys.id()), 1, List.of(part, card), days);
        return new Device(name, keys.id(), new SeatKeys(seed(name + " mls"), new LeafPart(index, part)));
    }

    /** The next version of a device's statement, with the parts of the one before. */
    void renew(Device device, int version) {
        Subject subject = new Subject(StatementType.DEVICE, "FR", device.id());
        Part card = new Part(seed(device.name() + " card"), FlowWorld.CARD.body());
        log(subject, version, List.of(device.keys().part().part(), card), 80);
    }

    long log(Subject subject, int version, Part part, int days) {
        return log(subject, version, List.of(part), days);
    }

    private long log(Subject subject, int version, List<Part> parts, int days) {
        var header = StatementSigner.header(subject, version, world.now - 60, world.now + days * FlowWorld.DAY, parts);
        String operators = subject.country().equals("FR") ? "fr" : "br";
        return world.log(FlowWorld.signed(header, operators + "-a", operators + "-b"));
    }

    void hold(String target, String country) {
        var header = Revoke.header(
                world.trust,
                new Country(country),
                target,
                RevocationFacts.Mode.HOLD,
                world.ledger.size() - 1,
                null,
                world.now);
        world.log(FlowWorld.signed(header, country.equals("FR") ? "fr-c" : "br-c"));
    }

    static Country country(String officer) {
        return new Country(officer.startsWith("fr") ? "FR" : "BR");
    }

    Rosters rosters() {
        return new Rosters(world.trust, world, new Moment(world.ledger.size(), world.now));
    }

    KeyPackageSecrets keyPackage(Device device) {
        return keyPackage(device.id(), device.keys());
    }

    KeyPackageSecrets keyPackage(String id, SeatKeys keys) {
        return KeyPackageSecrets.make(
                SUITE,
                Credential.basic(Utf8.encode(id)),
                keys.mls(),
                new Capabilities(
                        new int[] {1},
                        new int[] {SUITE.number()},
                        new int[] {LeafPart.TYPE, ConversationContext.TYPE},
                        new int[0],
                        new int[] {1}),
                List.of(keys.part().extension()),
                world.now - 60,
                world.now + 28 * FlowWorld.DAY,
                world.home.randomness());
    }

    Terms terms(RosterCheck check) {
        return new Terms(POLICY, check, PskStore.none(), world.now);
    }

    Terms joining() {
        return terms(RosterCheck.joining(rosters()));
    }

    Terms committing(ConversationContext before, byte[] data) {
        return terms(RosterCheck.commit(rosters(), before, data));
    }

    Group create(Device device, ConversationContext context) {
        Joined joined = Group.create(
                seed("group"), keyPackage(device), List.of(context.extension()), joining(), world.home.randomness());
        assertThat(joined).isInstanceOf(Joined.Welcomed.class);
        return ((Joined.Welcomed) joined).group();
    }
}
