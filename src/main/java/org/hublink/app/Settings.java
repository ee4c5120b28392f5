package org.hublink.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hublink.messaging.MessagingSettings;
import org.hublink.platform.CannotStart;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.primitives.Digest;

/**
 * The whole configuration, checked. One record a section; what is not in the file has the default that
 * {@code config/hub-production.yaml} shows beside its key.
 */
public record Settings(
        HttpSettings http,
        DatabaseSettings database,
        Log log,
        Officers officers,
        Directory directory,
        MessagingSettings messaging,
        LimitSettings limits,
        Demo demo) {

    /**
     * Which log this server keeps.
     *
     * @param pin origin and pinned root; empty = read {@code <data>/keys/root.pin}, which the ceremony writes
     */
    public record Log(Optional<Pin> pin) {}

    /**
     * The anchor of all trust.
     *
     * @param origin the log's name, as the root statement says it
     * @param root SHA-256 of the header of root version 1
     */
    public record Pin(String origin, Digest root) {}

    /**
     * Sessions of officers and operators.
     *
     * @param sessionHours 1 to 24: after so long a session ends, whatever happens in it
     */
    public record Officers(int sessionHours) {}

    /**
     * The directory's clocks.
     *
     * @param attestDays 1 to 365: a listing attested within so many days is green
     * @param unverifiedDays 1 to 365: so many days past its attest-by it is red
     */
    public record Directory(int attestDays, int unverifiedDays) {}

    /**
     * Whether this is a demo.
     *
     * @param enabled true = keys of {@code keys-example} count; a real server refuses them (rule K4)
     */
    public record Demo(boolean enabled) {}

    /** Reads a file; a {@link CannotStart} lists every problem of it at once. */
    public static Settings read(Path file) {
        try {
            return of(Files.readString(file), file.toAbsolutePath().normalize());
        } catch (NoSuchFileException none) {
            throw new CannotStart("There is no configuration " + file + ".", none);
        } catch (IOException unreadable) {
            throw new CannotStart(
                    "The configuration " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** What an empty file means. */
    public static Settings defaults() {
        return of("", Path.of("defaults.yaml").toAbsolutePath());
    }

    private static Settings of(String yaml, Path file) {
        SettingsFile in = SettingsFile.parse(yaml, file);
        Settings settings = of(in);
        List<String> problems = in.problems();
        if (!problems.isEmpty()) {
            throw new CannotStart("The configuration " + file + " has " + problems.size()
                    + (problems.size() == 1 ? " problem:\n  " : " problems:\n  ") + String.join("\n  ", problems));
        }
        return settings;
    }

    static Settings of(SettingsFile in) {
        return new Settings(
                HttpSection.read(in),
                DatabaseSettings.read(in),
                log(in),
                new Officers(in.number("officers.sessionHours", 1, 24, 12)),
                new Directory(
                        in.number("directory.attestDays", 1, 365, 90),
                        in.number("directory.unverifiedDays", 1, 365, 60)),
                MessagingSection.read(in),
                limits(in),
                new Demo(in.flag("demo.enabled", false)));
    }

    private static Log log(SettingsFile in) {
        Optional<String> origin = in.text("log.origin", "[a-z0-9][a-z0-9./:-]{2,127}");
        Optional<String> root = in.text("log.root", "[0-9a-f]{64}");
        if (origin.isPresent() != root.isPresent()) {
            in.problem("log.origin and log.root stand together or not at all");
        }
        return new Log(origin.flatMap(name -> root.map(hash -> new Pin(name, Pins.digest(hash)))));
    }

    private static LimitSettings limits(SettingsFile in) {
        Map<Limit, LimitSettings.Rate> changed = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            int perMinute = in.number("limits." + limit.id() + ".perMinute", 1, 1_000_000, limit.perMinute());
            int burst = in.number("limits." + limit.id() + ".burst", 1, 1_000_000, limit.burst());
            changed.put(limit, new LimitSettings.Rate(perMinute, burst));
        }
        return new LimitSettings(changed);
    }
}
