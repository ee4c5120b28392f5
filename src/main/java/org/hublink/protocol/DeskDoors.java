package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The body of a {@code doors} act (C5): by which doors a desk is woken beside its open streams, as one of its heads says. The
 * act's context is the desk's id; the act of the latest time counts.
 *
 * @param webhooks addresses such as {@code https://alarm.example/hub}
 * @param mails addresses such as {@code duty@police.example}
 * @param hours null = at all hours; else what is no emergency waits for them
 */
public record DeskDoors(
        List<String> webhooks, List<String> mails, @Nullable Hours hours) {
    public static final String KIND = "doors";
    public static final int WEBHOOKS_MAX = 4;
    public static final int MAILS_MAX = 8;
    public static final int WEBHOOK_CHARS_MAX = 300;
    public static final int MAIL_CHARS_MAX = 120;

    private static final String HTTPS = "https://";
    private static final String ALNUM = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HOST = ALNUM + ".-";
    private static final String PATH = ALNUM + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~/?=&%:+,;";
    private static final String LOCAL = ALNUM + "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-_+";

    public DeskDoors {
        webhooks = List.copyOf(webhooks);
        mails = List.copyOf(mails);
        String problem = problem(webhooks, mails);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** {@code doors-webhook}, {@code doors-mail}, or the reasons of the fields and of {@link Hours}. */
    public static DeskDoors read(Json.Obj body) throws Malformed {
        Fields fields = Fields.of(body, KIND);
        List<String> webhooks = fields.texts("webhooks", 0, WEBHOOKS_MAX, WEBHOOK_CHARS_MAX);
        List<String> mails = fields.texts("mails", 0, MAILS_MAX, MAIL_CHARS_MAX);
        Fields hours = fields.optionalObject("hours");
        fields.end();
        String problem = problem(webhooks, mails);
        if (problem != null) {
            throw new Malformed(problem, KIND);
        }
        return new DeskDoors(webhooks, mails, hours == null ? null : Hours.read(hours));
    }

    public Json.Obj body() {
        Json.Builder out = Json.obj().putTexts("webhooks", webhooks).putTexts("mails", mails);
        if (hours != null) {
            out.put("hours", hours.json());
        }
        return out.build();
    }

    private static @Nullable String problem(List<String> webhooks, List<String> mails) {
        if (webhooks.size() > WEBHOOKS_MAX || !PartText.distinct(webhooks)) {
            return "doors-webhook";
        }
        for (String webhook : webhooks) {
            if (!webhook(webhook)) {
                return "doors-webhook";
            }
        }
        if (mails.size() > MAILS_MAX || !PartText.distinct(mails)) {
            return "doors-mail";
        }
        for (String mail : mails) {
            if (!mail(mail)) {
                return "doors-mail";
            }
        }
        return null;
    }

    /** {@code https://host[:port][/path]}: no name, password or fragment, nothing to be quoted. */
    private static boolean webhook(String text) {
        if (text.length() > WEBHOOK_CHARS_MAX || !text.startsWith(HTTPS)) {
            return false;
        }
        int slash = text.indexOf('/', HTTPS.length());
        String authority = text.substring(HTTPS.length(), slash < 0 ? text.length() : slash);
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        boolean port = colon < 0 || port(authority.substring(colon + 1));
        return port && host(host) && (slash < 0 || all(text.substring(slash), PATH));
    }

    private static boolean host(String host) {
        return !host.isEmpty()
                && ALNUM.indexOf(host.charAt(0)) >= 0
                && ALNUM.indexOf(host.charAt(host.length() - 1)) >= 0
                && !host.contains("..")
                && all(host, HOST);
    }

    private static boolean port(String text) {
        if (text.isEmpty() || text.length() > 5 || !all(text, "0123456789")) {
            return false;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value > 0 && value < 65_536;
    }

    private static boolean mail(String text) {
        int at = text.indexOf('@');
        if (at < 1 || text.length() > MAIL_CHARS_MAX) {
            return false;
        }
        String local = text.substring(0, at);
        boolean dots = local.charAt(0) == '.' || local.charAt(at - 1) == '.' || local.contains("..");
        String domain = text.substring(at + 1);
        return !dots && local.charAt(0) != '-' && all(local, LOCAL) && host(domain) && domain.contains(".");
    }

    private static boolean all(String text, String alphabet) {
        for (int i = 0; i < text.length(); i++) {
            if (alphabet.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
