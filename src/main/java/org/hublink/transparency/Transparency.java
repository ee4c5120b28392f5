package org.hublink.transparency;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;

/** The log. What other rooms need of this one, with {@link Appended} and {@link PartShelf}. */
public interface Transparency {
    /** Leaves of one country on one day (UTC) of this node's clock. */
    int LEAVES_A_DAY_MAX = 2_000;

    /**
     * Judges a statement at the end of the log and writes it there. Sending the same again is answered with {@code
     * Already}. The Future fails only where it is not known whether it was written; send it again.
     *
     * @param parts one for each digest of the header, in order; null for a part that is not handed over
     */
    Future<Appended> append(Envelope envelope, List<@Nullable Part> parts);

    /** The judge over {@link #ledger}; to be used on the log's own event loop only. */
    Trust trust();

    /** All that is committed as far as this node knows, at this node's time. */
    Moment moment();

    /** The leaves; on the log's own event loop only. Behind {@code moment().size()} it may hold some not yet committed. */
    Ledger ledger();

    /** Asks the judge on the log's own event loop, from any thread. */
    <T> Future<T> judge(BiFunction<Trust, Moment, T> question);

    /** The newest one that may be shown; null while none was ever signed. */
    @Nullable
    SignedCheckpoint checkpoint();

    /** Why this node neither signs nor logs, as a code; null while it does. */
    @Nullable
    String stopped();

    /** Parts of a leaf that are kept and not erased, by their number. */
    Future<Map<Integer, Part>> parts(long leaf);

    /** Erases one part for ever; its leaf and digest stay. False if it was not there. */
    Future<Boolean> erase(long leaf, int part);

    /** Tells every committed statement in index order, first those that are there already, on the log's own event loop. */
    void onLogged(Consumer<LoggedStatement> listener);

    /** Tells each new checkpoint once clients may be shown it, on the log's own event loop; other nodes' too. */
    void onShown(Consumer<SignedCheckpoint> listener);

    /** Ends timers and waits for what is being written. */
    Future<Void> close();
}
