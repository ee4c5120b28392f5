package org.hublink.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The page's files as its build left them on the class path: {@code page/files.txt} names them all. A build without Node has
 * none, and the server then answers with words ({@link FrontPage}).
 */
final class PageFiles {
    /** What the page may do: its own scripts and its own WebAssembly, this server, nothing inline, nothing from elsewhere. */
    static final String CSP =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types core";

    private static final String FOLDER = "page/";
    private static final String LIST = "files.txt";
    private static final String HTML = "index.html";
    private static final String BROTLI = ".br";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "wasm", "application/wasm");

    private final Map<String, Buffer> files;

    private PageFiles(Map<String, Buffer> files) {
        this.files = files;
    }

    static PageFiles read() {
        Map<String, Buffer> files = new LinkedHashMap<>();
        Buffer list = resource(LIST);
        if (list != null) {
            for (String name : list.toString(StandardCharsets.UTF_8).split("\n", -1)) {
                Buffer file = name.isEmpty() ? null : resource(name);
                if (file != null) {
                    files.put(name, file);
                }
            }
        }
        return new PageFiles(Collections.unmodifiableMap(files));
    }

    private static @Nullable Buffer resource(String name) {
        try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return in == null ? null : Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean there() {
        return files.containsKey(HTML);
    }

    /** Names without the compressed twins. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(files.keySet());
        names.removeIf(name -> name.endsWith(BROTLI) || name.equals(HTML));
        return names;
    }

    /** The page itself, which says whether this is the demo; never kept by a browser. */
    void html(RoutingContext ctx, boolean demo) {
        Buffer page = files.get(HTML);
        String text = page == null ? "" : page.toString(StandardCharsets.UTF_8).replace("{demo}", demo ? "yes" : "no");
        ctx.response().putHeader("content-security-policy", CSP);
        Web.send(ctx, Answer.bytes(type(HTML), Buffer.buffer(text), "no-store"));
    }

    /** A file whose name carries its hash: the same name is the same bytes for ever. */
    void asset(RoutingContext ctx, String name) {
        HttpServerResponse response = ctx.response();
        response.putHeader("content-security-policy", CSP).putHeader("vary", "accept-encoding");
        Buffer small = accepts(ctx) ? files.get(name + BROTLI) : null;
        if (small != null) {
            response.putHeader("content-encoding", "br");
        }
        Buffer body = small == null ? files.get(name) : small;
        Web.send(ctx, Answer.bytes(type(name), body == null ? Buffer.buffer() : body, FOR_EVER));
    }

    private static boolean accepts(RoutingContext ctx) {
        String encodings = ctx.request().getHeader("accept-encoding");
        for (String one : (encodings == null ? "" : encodings).split(",", -1)) {
            if (one.strip().equals("br")) {
                return true;
            }
        }
        return false;
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
