package org.hublink.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One database cluster on disk: {@code cluster/} (PostgreSQL's own), {@code socket/}, {@code password}, {@code postgres.log}.
 * Trusted: whoever owns the folder.
 */
final class PostgresCluster {
    static final String USER = "hub";
    static final String DATABASE = "postgres";
    private static final int SOCKET_PORT = 5432;
    /** What fits into a Unix socket's address on every system, with the file name that PostgreSQL appends. */
    private static final int SOCKET_FOLDER_BYTES_MAX = 85;
    /** "Do you speak TLS?": any PostgreSQL answers one byte, before it knows who asks. */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private final Path home;
    private final Secret password;
    private final int port;

    private PostgresCluster(Path home, Secret password, int port) {
        this.home = home;
        this.password = password;
        this.port = port;
    }

    static PostgresCluster in(Path home) throws IOException {
        Folders.privateFolder(home);
        Secret password = Folders.secretOrNew(home.resolve("password"));
        if (!socketFits(home)) {
            return new PostgresCluster(home, password, loopbackPort(home.resolve("port")));
        }
        Folders.privateFolder(home.resolve("socket"));
        return new PostgresCluster(home, password, SOCKET_PORT);
    }

    /** Makes the cluster if there is none: aside, then renamed, so that a crash in the middle leaves nothing half made. */
    void make(PostgresPrograms programs, Consumer<String> progress) throws IOException {
        Path cluster = path();
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        progress.accept("Making the database (once)");
        Path aside = home.resolve("cluster.tmp");
        Folders.delete(aside);
        int exit = programs.run(
                "initdb",
                "--sync-method=" + syncMethod(),
                "--pgdata=" + aside,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + home.resolve("password"),
                "--encoding=UTF8",
                "--data-checksums",
                "--locale-provider=builtin",
                "--builtin-locale=PG_UNICODE_FAST",
                "--locale=C.UTF-8");
        if (exit != 0) {
            throw new CannotStart("The database could not be made in " + home + ": " + lastWords());
        }
        Files.move(aside, cluster, StandardCopyOption.ATOMIC_MOVE);
        // What PostgreSQL will acknowledge lies below this name, so the name must not be lost either.
        Folders.sync(home);
    }

    /**
     * How initdb gets its thousand files to the disk: on Linux by one call that waits for the whole file system (which also
     * takes the programs unpacked a moment ago), elsewhere file by file. Both are durable; the one call takes a fifth.
     */
    private static String syncMethod() {
        return "Linux".equals(System.getProperty("os.name")) ? "syncfs" : "fsync";
    }

    List<String> arguments() {
        boolean socket = socketFits(home);
        return Stream.of(
                        "listen_addresses=" + (socket ? "" : "127.0.0.1"),
                        "unix_socket_directories=" + (socket ? home.resolve("socket") : ""),
                        "unix_socket_permissions=0700",
                        "port=" + port,
                        "fsync=on",
                        "full_page_writes=on",
                        "synchronous_commit=on",
                        // A page is logged whole when it is first written after a checkpoint: fewer of them log less.
                        "checkpoint_timeout=15min",
                        "max_wal_size=2GB",
                        "wal_compression=on",
                        "max_connections=100",
                        "password_encryption=scram-sha-256",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        "jit=off",
                        // The log says what failed, never the statement's contents.
                        "log_min_error_statement=panic",
                        "log_parameter_max_length_on_error=0",
                        "log_error_verbosity=terse")
                .flatMap(setting -> Stream.of("-c", setting))
                .toList();
    }

    DatabaseAddress address() {
        String host = socketFits(home) ? home.resolve("socket").toString() : "127.0.0.1";
        return new DatabaseAddress(host, port, DATABASE, USER, password, Optional.empty());
    }

    Path path() {
        return home.resolve("cluster");
    }

    Path pidFile() {
        return path().resolve("postmaster.pid");
    }

    /** The process that the pid file names. */
    Optional<ProcessHandle> process() throws IOException {
        List<String> lines = pidLines();
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    }

    /** True if that process says it takes connections. */
    boolean ready(long pid) throws IOException {
        List<String> lines = pidLines();
        return lines.size() >= 8
                && lines.get(0).strip().equals(String.valueOf(pid))
                && lines.get(7).startsWith("ready");
    }

    /** True if a PostgreSQL answers at our address. The folder of the socket is ours alone, so it is our PostgreSQL. */
    boolean answers() {
        boolean socket = socketFits(home);
        SocketAddress address = socket
                ? UnixDomainSocketAddress.of(home.resolve("socket").resolve(".s.PGSQL." + port))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (SocketChannel channel = socket ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(SSL_REQUEST));
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The newest line of PostgreSQL's log that says why it ended. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            for (int i = lines.size() - 1; i >= 0; i--) {
                String line = lines.get(i);
                if (line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:")) {
                    return line.strip();
                }
            }
            return "see " + log();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    private List<String> pidLines() throws IOException {
        try {
            return Files.readAllLines(pidFile());
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static boolean socketFits(Path home) {
        return home.resolve("socket").toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_FOLDER_BYTES_MAX;
    }

    /** A loopback port, chosen once and kept, so that an orphan is found again. */
    private static int loopbackPort(Path file) throws IOException {
        if (!Files.exists(file)) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Files.writeString(file, String.valueOf(free.getLocalPort()));
            }
        }
        return Integer.parseInt(Files.readString(file).strip());
    }
}
