package org.hublink.messaging;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hublink.platform.Network;
import org.hublink.platform.Secret;
import org.hublink.protocol.Urgency;

/**
 * When desks are woken, and by which ways this server may call them.
 *
 * @param pace how an alert is repeated and passed on
 * @param reminders how long before a due time it is told
 * @param webhooks where webhooks may lead
 * @param mail empty = no mail leaves this server
 * @param keptDays so long an alert that is over and its tries can be read
 */
public record AlertSettings(Pace pace, Reminders reminders, Webhooks webhooks, Optional<Mail> mail, int keptDays) {
    /** DESIGN §5: every 2 min, all members after 2 min, the alternate after 10. */
    public static final AlertSettings DEFAULT = new AlertSettings(
            new Pace(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(24)),
            new Reminders(Duration.ofHours(1), Duration.ofHours(12), Duration.ofDays(1), List.of(14, 3)),
            new Webhooks(List.of(), Optional.empty()),
            Optional.empty(),
            90);

    /**
     * An emergency that nobody acknowledges.
     *
     * @param repeat between two rounds
     * @param members after so long all members are rung, not those on duty alone
     * @param alternate after so long the alternate desks are rung as well
     * @param giveUp after so long nobody is rung any more
     */
    public record Pace(Duration repeat, Duration members, Duration alternate, Duration giveUp) {
        public Pace {
            if (repeat.toSeconds() < 1 || members.isNegative() || alternate.isNegative() || giveUp.isNegative()) {
                throw new IllegalArgumentException("the pace of alerts");
            }
        }
    }

    /**
     * Before an answer is due, by urgency, and before a preservation ends; what is due is told at its time as well.
     *
     * @param preservationDays longest first
     */
    public record Reminders(Duration emergency, Duration urgent, Duration routine, List<Integer> preservationDays) {
        public Reminders {
            preservationDays = List.copyOf(preservationDays);
        }

        Duration before(Urgency urgency) {
            return switch (urgency) {
                case EMERGENCY -> emergency;
                case URGENT -> urgent;
                case ROUTINE -> routine;
            };
        }
    }

    /**
     * Where webhooks may lead beside the open internet.
     *
     * @param networks loopback, private and other closed addresses that are allowed all the same
     * @param authority PEM of certificates to trust in place of the system's
     */
    public record Webhooks(List<Network> networks, Optional<Path> authority) {
        public Webhooks {
            networks = List.copyOf(networks);
        }
    }

    /**
     * The relay that takes mail.
     *
     * @param local true = it stands on this machine and is spoken to without TLS
     * @param user empty = it asks for nobody
     */
    public record Mail(
            String host, int port, String from, boolean local, Optional<String> user, Optional<Secret> password) {}
}
