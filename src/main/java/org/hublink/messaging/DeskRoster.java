package org.hublink.messaging;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/** The devices of a desk's members, from the log and its parts. Clients judge each of them again. */
final class DeskRoster {
    private static final int PARTS_MAX = 10_000;

    private final Transparency log;
    private final PartShelf shelf;

    DeskRoster(Transparency log) {
        this.log = log;
        this.shelf = new PartShelf(log, PARTS_MAX);
    }

    /**
     * A device that counts now.
     *
     * @param leaf index of its statement
     * @param officer pseudonym of whose it is
     */
    record Device(Digest id, long leaf, String officer) {}

    /**
     * A desk as the log has it now.
     *
     * @param heads pseudonyms of its heads
     */
    record Roster(List<String> heads, List<Device> devices) {
        List<Digest> ids() {
            return devices.stream().map(Device::id).toList();
        }

        /** Whose the device is; null if it is not of this desk. */
        @Nullable
        String officer(Digest device) {
            for (Device one : devices) {
                if (one.id().equals(device)) {
                    return one.officer();
                }
            }
            return null;
        }

        /** All devices of those officers of whom one is given. */
        List<Digest> ofOfficers(List<Digest> some) {
            List<String> officers = devices.stream()
                    .filter(device -> some.contains(device.id()))
                    .map(Device::officer)
                    .toList();
            return devices.stream()
                    .filter(device -> officers.contains(device.officer()))
                    .map(Device::id)
                    .toList();
        }
    }

    private record Found(@Nullable LoggedStatement desk, List<LoggedStatement> devices) {}

    /** Null if there is no such desk now, or its part is not at hand. */
    Future<@Nullable List<Device>> devices(String desk) {
        return roster(desk).map(roster -> roster == null ? null : roster.devices());
    }

    /** The part of a statement that a roster was made of; null if it was not. */
    @Nullable
    Part atHand(LoggedStatement statement, int n) {
        return shelf.part(statement, n);
    }

    /** Null if there is no such desk now, or its part is not at hand. */
    Future<@Nullable Roster> roster(String desk) {
        Country country = new Country(desk.substring(0, 2));
        return log.judge((trust, moment) -> found(trust, moment, country, desk)).compose(found -> {
            LoggedStatement statement = found.desk();
            if (statement == null) {
                return Future.succeededFuture();
            }
            List<Future<@Nullable Part>> wanted = new ArrayList<>();
            wanted.add(shelf.fetch(statement.index()));
            found.devices().forEach(device -> wanted.add(shelf.fetch(device.index())));
            return Future.all(wanted)
                    .compose(all ->
                            log.judge((trust, moment) -> roster(trust, moment, country, statement, found.devices())));
        });
    }

    private static Found found(Trust trust, Moment moment, Country country, String desk) {
        LoggedStatement statement = trust.newest(new Subject(StatementType.DESK, country.code(), desk), moment)
                .valueOrNull();
        List<LoggedStatement> devices = new ArrayList<>();
        if (statement != null) {
            for (Subject subject : trust.ledger().subjects(StatementType.DEVICE, country)) {
                LoggedStatement device = trust.newest(subject, moment).valueOrNull();
                if (device != null) {
                    devices.add(device);
                }
            }
        }
        return new Found(statement, devices);
    }

    private @Nullable Roster roster(
            Trust trust, Moment moment, Country country, LoggedStatement desk, List<LoggedStatement> devices) {
        byte[] body = trust.part(desk, 0, shelf.part(desk, 0)).valueOrNull();
        if (body == null) {
            return null;
        }
        try {
            DeskPart roster = DeskPart.read(body, trust.ledger().text());
            List<Device> out = new ArrayList<>();
            for (LoggedStatement device : devices) {
                DevicePart part = trust.device(device, shelf.part(device, 0)).valueOrNull();
                if (part != null
                        && roster.members().contains(part.officer())
                        && trust.standing("officer:" + part.officer(), country, moment)
                                .free()) {
                    out.add(new Device(Digest.fromHex(part.id()), device.index(), part.officer()));
                }
            }
            return new Roster(roster.heads(), out);
        } catch (Malformed notARoster) {
            return null;
        }
    }
}
