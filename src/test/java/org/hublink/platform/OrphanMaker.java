package org.hublink.platform;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that starts a PostgreSQL, says its number and waits to be killed. */
final class OrphanMaker {
    private OrphanMaker() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println(EmbeddedPostgres.start(Path.of(args[0]), step -> {}).pid());
        new CountDownLatch(1).await();
    }
}
