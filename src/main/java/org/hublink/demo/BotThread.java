package org.hublink.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hublink.client.DeskBot;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.engine.Wish;

/** The bot's desk on a thread and a store of its own, for as long as the demo wants it. */
final class BotThread implements AutoCloseable {
    private static final long END_MILLIS_MAX = TimeUnit.SECONDS.toMillis(10);

    private final OfficerClient client;
    private final DeskBot bot;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "desk-bot");

    BotThread(World world, String origin, String officer) throws IOException, Ended {
        var vault = world.vault(officer).contents();
        client = OfficerClient.open(
                vault, world.folder().client(officer), HttpHome.at(origin, null), world.home(), true, view -> {});
        bot = DeskBot.of(client, vault.owner(), step -> {});
    }

    /** Its key packages are with the server when this returns. */
    void begin() throws IOException, Ended {
        client.must(new Wish.Connect());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            bot.run(stop::get);
        } catch (IOException | Ended gone) {
            // The story waits for its steps and says that they did not come.
            stop.set(true);
        }
    }

    @Override
    public void close() throws IOException {
        stop.set(true);
        try {
            thread.join(END_MILLIS_MAX);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
