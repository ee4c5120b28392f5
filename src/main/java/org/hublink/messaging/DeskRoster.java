package org.hublink.messaging;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/** The devices of a desk's members, from the log and its parts. Clients judge each of them again. */
final class DeskRoster {
    private static final int PARTS_MAX = 10_000;

    private final Transparency log;
    private final Map<Long, Part> parts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Part> eldest) {
            return size() > PARTS_MAX;
        }
    });

    DeskRoster(Transparency log) {
        this.log = log;
    }

    /**
     * A device that counts now.
     *
     * @param leaf index of its statement
     */
    record Device(Digest id, long leaf) {}

    private record Found(@Nullable LoggedStatement desk, List<LoggedStatement> devices) {}

    /** Null if there is no such desk now, or its part is not at hand. */
    Future<@Nullable List<Device>> devices(String desk) {
        Country country = new Country(desk.substring(0, 2));
        return log.judge((trust, moment) -> found(trust, moment, country, desk)).compose(found -> {
            LoggedStatement statement = found.desk();
            if (statement == null) {
                return Future.succeededFuture();
            }
            List<Future<@Nullable Part>> wanted = new ArrayList<>();
            wanted.add(part(statement));
            found.devices().forEach(device -> wanted.add(part(device)));
            return Future.all(wanted)
                    .compose(all ->
                            log.judge((trust, moment) -> devices(trust, moment, country, statement, found.devices())));
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

    private @Nullable List<Device> devices(
            Trust trust, Moment moment, Country country, LoggedStatement desk, List<LoggedStatement> devices) {
        byte[] body = trust.part(desk, 0, parts.get(desk.index())).valueOrNull();
        if (body == null) {
            return null;
        }
        try {
            List<String> members = DeskPart.read(body, trust.ledger().text()).members();
            List<Device> out = new ArrayList<>();
            for (LoggedStatement device : devices) {
                DevicePart part =
                        trust.device(device, parts.get(device.index())).valueOrNull();
                if (part != null
                        && members.contains(part.officer())
                        && trust.standing("officer:" + part.officer(), country, moment)
                                .free()) {
                    out.add(new Device(Digest.fromHex(part.id()), device.index()));
                }
            }
            return out;
        } catch (Malformed notARoster) {
            return null;
        }
    }

    private Future<@Nullable Part> part(LoggedStatement statement) {
        Part known = parts.get(statement.index());
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return log.parts(statement.index()).map(found -> {
            Part part = found.get(0);
            if (part != null) {
                parts.put(statement.index(), part);
            }
            return part;
        });
    }
}
