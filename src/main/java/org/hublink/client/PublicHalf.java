package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.PublicKey;

/**
 * What somebody hands over so that a ceremony can name him: the public half of his keys, as a small file. Not trusted: whoever
 * names it in a statement compares its key id with its owner by phone.
 */
sealed interface PublicHalf {
    /** One of those who hold the root. */
    record RootHolder(PublicKey key) implements PublicHalf {
        @Override
        public Json.Builder json() {
            return Json.obj().put("who", ROOT_HOLDER).put("key", key.text());
        }
    }

    /** A person who is to speak for a country. */
    record Operator(String country, String id, PublicKey key) implements PublicHalf {
        @Override
        public Json.Builder json() {
            return Json.obj()
                    .put("who", OPERATOR)
                    .put("country", country)
                    .put("operator", id)
                    .put("key", key.text());
        }
    }

    /** The server: the name of its log and the two keys that sign trees. */
    record Server(String log, PublicKey logKey, PublicKey cosignerKey) implements PublicHalf {
        @Override
        public Json.Builder json() {
            return Json.obj()
                    .put("who", SERVER)
                    .put("log", log)
                    .put("logKey", logKey.text())
                    .put("cosignerKey", cosignerKey.text());
        }
    }

    String ROOT_HOLDER = "root-holder";
    String OPERATOR = "operator";
    String SERVER = "server";
    String SUFFIX = ".public";
    int BYTES_MAX = 4_096;
    int KEY_CHARS_MAX = 200;
    int NAME_CHARS_MAX = 80;

    Json.Builder json();

    default void write(Path file) throws IOException {
        PrivateFiles.replace(file, Json.write(json().build()));
    }

    static RootHolder rootHolder(Path file) throws IOException, Ended {
        return of(file, RootHolder.class, "a root holder's");
    }

    static Operator operator(Path file) throws IOException, Ended {
        return of(file, Operator.class, "an operator's");
    }

    static Server server(Path file) throws IOException, Ended {
        return of(file, Server.class, "a server's");
    }

    private static <T extends PublicHalf> T of(Path file, Class<T> type, String whose) throws IOException, Ended {
        try {
            var json = Json.read(
                    PrivateFiles.read(file, BYTES_MAX),
                    new JsonLimits(BYTES_MAX, 2, 8, KEY_CHARS_MAX),
                    JvmHome.system().text());
            var read = read(Fields.of(json, "public"));
            if (type.isInstance(read)) {
                return type.cast(read);
            }
        } catch (Malformed refused) {
            throw Ended.local("public-file", file + " cannot be read: " + refused.reason() + ".");
        }
        throw Ended.local("public-file", file + " is not " + whose + " public file.");
    }

    private static PublicHalf read(Fields in) throws Malformed {
        var half = switch (in.oneOf("who", ROOT_HOLDER, OPERATOR, SERVER)) {
            case ROOT_HOLDER -> new RootHolder(key(in, "key"));
            case OPERATOR -> new Operator(country(in), in.text("operator", 1, NAME_CHARS_MAX), key(in, "key"));
            default -> new Server(in.text("log", 1, NAME_CHARS_MAX), key(in, "logKey"), key(in, "cosignerKey"));
        };
        in.end();
        return half;
    }

    private static String country(Fields in) throws Malformed {
        var code = in.text("country", 2, 2);
        if (!Country.isCode(code)) {
            throw new Malformed("json-out-of-range", "country");
        }
        return code;
    }

    private static PublicKey key(Fields in, String name) throws Malformed {
        return PublicKey.read(in.text(name, 1, KEY_CHARS_MAX));
    }
}
