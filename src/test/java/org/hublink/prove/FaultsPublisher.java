package org.hublink.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.protocol.Subject;
import org.hublink.transparency.LogWorld;

/**
 * Submits one statement after the other for a few countries and counts as promised only what was acknowledged. Where nobody
 * answered it is not known whether a statement was logged: the same is sent again until it is.
 */
final class FaultsPublisher implements Runnable {
    private static final int DESKS = 3;
    private static final long PAUSE_MILLIS_MAX = 60;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final FaultsWorld world;
    private final ServerCalls server;
    private final FaultsRecord record;
    private final List<String> countries;
    private final Map<Subject, Integer> versions;
    private final Random random;

    /** @param versions newest logged ones by subject, at the start */
    FaultsPublisher(
            FaultsWorld world,
            String origin,
            FaultsRecord record,
            List<String> countries,
            Map<Subject, Integer> versions,
            long seed)
            throws Ended {
        this.world = world;
        this.server = new ServerCalls(HttpHome.at(origin, null), world.home().text());
        this.record = record;
        this.countries = new ArrayList<>(countries);
        this.versions = new HashMap<>(versions);
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (!record.ending() && !countries.isEmpty()) {
            String country = countries.get(random.nextInt(countries.size()));
            int n = random.nextInt(DESKS + 1);
            Subject subject = n == 0 ? FaultsWorld.manifest(country) : FaultsWorld.desk(country, n);
            int version = versions.getOrDefault(subject, 0) + 1;
            try {
                if (logged(world.next(subject, version))) versions.put(subject, version);
            } catch (Ended refused) {
                if (refused.code().equals("transparency.quota-exceeded")) countries.remove(country);
                else {
                    record.fault(subject + " version " + version + " was refused: " + refused.code());
                    versions.put(subject, version);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(PAUSE_MILLIS_MAX)));
        }
    }

    /** False if the run ends before it is known. */
    private boolean logged(LogWorld.Signed statement) throws Ended {
        while (!record.ending()) {
            long sent = System.nanoTime();
            try {
                ServerCalls.Logged logged = server.submit(statement.envelope(), statement.parts());
                if (!logged.digest().equals(statement.leaf().digest().hex())) {
                    record.fault("leaf " + logged.index() + " was acknowledged with a foreign digest");
                }
                record.acknowledged(logged.index(), logged.digest(), sent);
                return true;
            } catch (Ended away) {
                if (away.exitCode() != ExitCode.UNREACHABLE) throw away;
                record.unanswered();
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        }
        return false;
    }
}
