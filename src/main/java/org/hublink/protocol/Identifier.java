package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks about, typed so that it can be checked before it is sent.
 *
 * @param value an address, account, URL, number, hash (lower-case hexadecimal of MD5, SHA-1 or SHA-256) or payment reference
 * @param place for an account or a payment: the service; else null
 * @param port for {@code ip-port-time}: 1 to 65535 (carriers share addresses, so an address without port names nobody); else 0
 * @param time for {@code ip-port-time}: epoch seconds, UTC; else 0
 */
public record Identifier(
        IdentifierKind kind, String value, @Nullable String place, int port, long time) {
    static final int VALUE_CHARS_MAX = 500;
    private static final int PLACE_CHARS_MAX = 120;
    private static final int PORT_MAX = 65_535;

    /** A value of any kind but {@code ip-port-time}, unchecked: {@link #problem} tells. */
    public static Identifier of(IdentifierKind kind, String value, @Nullable String place) {
        return new Identifier(kind, value, place, 0, 0);
    }

    /** An address at a time, unchecked: {@link #problem} tells. */
    public static Identifier address(String address, int port, long time) {
        return new Identifier(IdentifierKind.IP_PORT_TIME, address, null, port, time);
    }

    static Identifier read(Fields fields) throws Malformed {
        var kind = Codes.one(fields, "kind", IdentifierKind.values());
        var value = fields.text("value", 1, VALUE_CHARS_MAX);
        var place = fields.optionalText("place", 1, PLACE_CHARS_MAX);
        var port = fields.optionalInteger("port", 1, PORT_MAX);
        var time = fields.optionalInteger("time", 1, ListingLimits.TIME_MAX);
        fields.end();
        return new Identifier(kind, value, place, port == null ? 0 : port.intValue(), time == null ? 0 : time);
    }

    Json.Obj json() {
        var out = Json.obj().put("kind", kind.code()).put("value", value).putOptional("place", place);
        if (port != 0) {
            out.put("port", port);
        }
        if (time != 0) {
            out.put("time", time);
        }
        return out.build();
    }

    /** The stable code of what is wrong with it; null if nothing is. */
    public @Nullable String problem() {
        boolean timed = kind == IdentifierKind.IP_PORT_TIME;
        if (timed && port == 0) {
            return "identifier-port";
        }
        if (timed && time == 0) {
            return "identifier-time";
        }
        if (!timed && (port != 0 || time != 0)) {
            return "identifier-spare";
        }
        boolean placed = kind == IdentifierKind.ACCOUNT || kind == IdentifierKind.PAYMENT;
        if (placed != (place != null)) {
            return placed ? "identifier-service" : "identifier-spare";
        }
        boolean fits = switch (kind) {
            case IP_PORT_TIME -> IdentifierForms.address(value);
            case ACCOUNT, PAYMENT -> !value.isBlank();
            case URL -> IdentifierForms.url(value);
            case PHONE -> value.startsWith("+") && PartText.phone(value);
            case MAIL -> IdentifierForms.mail(value);
            case HASH -> IdentifierForms.hash(value);
        };
        return fits ? null : "identifier-form";
    }

    /** Whom a case is about does not print. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
