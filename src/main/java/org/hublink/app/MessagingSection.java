package org.hublink.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hublink.messaging.AlertSettings;
import org.hublink.messaging.MessagingSettings;
import org.hublink.platform.Network;
import org.hublink.platform.Secret;

/** The sections {@code messaging} and {@code alerts}. */
final class MessagingSection {
    private static final int NETWORKS_MAX = 32;
    private static final int DAYS_MAX = 36_500;
    private static final int SMTP_PORT = 587;

    private MessagingSection() {}

    static MessagingSettings read(SettingsFile in) {
        MessagingSettings usual = MessagingSettings.DEFAULT;
        return new MessagingSettings(
                in.number("messaging.framesAMinute", 1, 1_000_000, usual.framesAMinute()),
                in.number("messaging.commitsAMinute", 1, 1_000, usual.commitsAMinute()),
                in.number("messaging.messageDays", 1, DAYS_MAX, usual.messageDays()),
                in.number("messaging.contentDays", 1, DAYS_MAX, usual.contentDays()),
                in.number("messaging.archiveDays", 1, DAYS_MAX, usual.archiveDays()),
                alerts(in, usual.alerts()));
    }

    private static AlertSettings alerts(SettingsFile in, AlertSettings usual) {
        AlertSettings.Pace pace = new AlertSettings.Pace(
                seconds(in, "alerts.repeatSeconds", usual.pace().repeat()),
                seconds(in, "alerts.membersSeconds", usual.pace().members()),
                seconds(in, "alerts.alternateSeconds", usual.pace().alternate()),
                Duration.ofHours(in.number("alerts.giveUpHours", 1, 720, (int)
                        usual.pace().giveUp().toHours())));
        AlertSettings.Reminders last = usual.reminders();
        AlertSettings.Reminders reminders = new AlertSettings.Reminders(
                Duration.ofMinutes(in.number("alerts.remindEmergencyMinutes", 0, 480, (int)
                        last.emergency().toMinutes())),
                Duration.ofHours(in.number(
                        "alerts.remindUrgentHours", 0, 72, (int) last.urgent().toHours())),
                Duration.ofHours(in.number("alerts.remindRoutineHours", 0, 168, (int)
                        last.routine().toHours())),
                preservation(in, last.preservationDays()));
        AlertSettings.Webhooks webhooks = new AlertSettings.Webhooks(networks(in), in.file("alerts.authorityFile"));
        return new AlertSettings(
                pace, reminders, webhooks, mail(in), in.number("alerts.keptDays", 1, DAYS_MAX, usual.keptDays()));
    }

    private static Duration seconds(SettingsFile in, String key, Duration usual) {
        return Duration.ofSeconds(in.number(key, 1, 86_400, (int) usual.toSeconds()));
    }

    private static List<Integer> preservation(SettingsFile in, List<Integer> usual) {
        int first = in.number("alerts.remindPreservationDays", 1, 90, usual.get(0));
        int last = in.number("alerts.remindPreservationAgainDays", 1, 90, usual.get(1));
        if (first < last) {
            in.problem("alerts.remindPreservationDays: not fewer than alerts.remindPreservationAgainDays");
        }
        return first == last ? List.of(first) : List.of(first, last);
    }

    private static List<Network> networks(SettingsFile in) {
        List<Network> networks = new ArrayList<>();
        for (String text : in.texts("alerts.webhookNetworks", NETWORKS_MAX)) {
            Optional<Network> network = Network.read(text);
            if (network.isEmpty()) {
                in.problem("alerts.webhookNetworks: " + text + " is no address or network such as 10.0.0.0/24");
            }
            network.ifPresent(networks::add);
        }
        return networks;
    }

    private static Optional<AlertSettings.Mail> mail(SettingsFile in) {
        Optional<String> host = in.text("alerts.mail.host", "[0-9A-Za-z.:-]{1,253}");
        int port = in.number("alerts.mail.port", 1, 65_535, SMTP_PORT);
        Optional<String> from =
                in.text("alerts.mail.from", "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[a-z0-9-]+(\\.[a-z0-9-]+)+");
        boolean local = in.flag("alerts.mail.local", false);
        Optional<String> user = in.text("alerts.mail.user", "[!-~]{1,120}");
        Optional<Secret> password = in.secret("alerts.mail.passwordFile");
        if (host.isPresent() != from.isPresent()) {
            in.problem("alerts.mail.host and alerts.mail.from stand together or not at all");
        }
        if (user.isPresent() != password.isPresent()) {
            in.problem("alerts.mail.user and alerts.mail.passwordFile stand together or not at all");
        }
        if (local && host.isPresent() && !loopback(host.get())) {
            in.problem("alerts.mail.local: the relay " + host.get() + " does not stand on this machine");
        }
        return host.flatMap(
                name -> from.map(sender -> new AlertSettings.Mail(name, port, sender, local, user, password)));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
