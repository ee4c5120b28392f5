package org.hublink.messaging;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.primitives.Randomness;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Urgency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a batch told of cases into clocks and alerts, in the batch's own transaction (C1: a hint, and no more). */
final class AlertBook {
    /** Cases an hour for which one device may have somebody woken. */
    static final int CASES_AN_HOUR_MAX = 60;

    private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);
    private static final long HOUR_SECONDS = 3_600;

    private final AlertStore store;
    private final AlertSettings settings;
    private final Randomness randomness;

    AlertBook(AlertStore store, AlertSettings settings, Randomness randomness) {
        this.store = store;
        this.settings = settings;
        this.randomness = randomness;
    }

    /** Sets clocks, ends what is past, raises what is new. */
    Future<Void> told(Tx tx, Map<RandomId, Written.Told> hints, long now) {
        Future<Void> last = Future.succeededFuture();
        for (Map.Entry<RandomId, Written.Told> one : hints.entrySet()) {
            last = last.compose(before -> told(tx, one.getKey(), one.getValue(), now));
        }
        return hints.isEmpty() ? last : last.compose(done -> store.told(tx));
    }

    private Future<Void> told(Tx tx, RandomId conversation, Written.Told told, long now) {
        CaseHint hint = told.hint();
        List<String> kinds = new ArrayList<>();
        for (CaseHint.Due due : clocks(hint)) {
            kinds.add(due.kind().code());
        }
        List<String> running = new ArrayList<>(kinds);
        running.add(hint.state().code());
        Future<?> last = store.dropClocks(tx, conversation, kinds)
                .compose(done -> store.endPast(tx, conversation, running, now));
        for (CaseHint.Due due : clocks(hint)) {
            Long next = next(due.kind().code(), hint.urgency().code(), due.at(), now - 1);
            last = last.compose(
                    before -> store.setClock(tx, conversation, due.kind().code(), due.at(), next));
        }
        boolean waits = hint.state() == CaseState.SENT || hint.state() == CaseState.FORWARDED;
        return waits ? last.compose(before -> raise(tx, conversation, told, now)) : last.mapEmpty();
    }

    /**
     * What is told by itself. That nobody acknowledges is what the alert repeats, and a preservation's end has reminders of its
     * own: neither is told twice.
     */
    private static List<CaseHint.Due> clocks(CaseHint hint) {
        boolean ends = hint.due().stream().anyMatch(due -> due.kind() == CaseClocks.Kind.END_PRESERVATION);
        return hint.due().stream()
                .filter(due -> due.kind() != CaseClocks.Kind.ACKNOWLEDGE)
                .filter(due -> !(ends && due.kind() == CaseClocks.Kind.REMIND_PRESERVATION))
                .toList();
    }

    private Future<Void> raise(Tx tx, RandomId conversation, Written.Told told, long now) {
        return store.raisedLately(tx, StoredIds.of(told.device()), now - HOUR_SECONDS)
                .compose(cases -> {
                    if (cases >= CASES_AN_HOUR_MAX) {
                        LOG.warn("a device had desks woken for {} cases in an hour: no more", cases);
                        return Future.succeededFuture();
                    }
                    Urgency urgency = told.hint().urgency();
                    Future<Void> last = Future.succeededFuture();
                    for (DeliveryFrame.Place place : asked(told)) {
                        boolean brought = told.later().contains(place);
                        boolean answers = place.party() == CaseParty.ANSWERER || brought;
                        boolean later = place.party() == CaseParty.ALTERNATE && urgency == Urgency.EMERGENCY;
                        if (answers || later) {
                            long at = answers
                                    ? now
                                    : now + settings.pace().alternate().toSeconds();
                            Alert alert = fresh(
                                    place.desk(),
                                    urgency.code(),
                                    told.hint().state().code());
                            last = last.compose(before -> store.raise(tx, conversation, alert, 0, now, at));
                        }
                    }
                    return last;
                });
    }

    /** Of whom something is wanted: of a case that was forwarded, the desk that it was forwarded to. */
    private static List<DeliveryFrame.Place> asked(Written.Told told) {
        int newest = told.later().size() - 1;
        if (told.hint().state() == CaseState.FORWARDED && newest >= 0) {
            return List.of(told.later().get(newest));
        }
        List<DeliveryFrame.Place> all = new ArrayList<>(told.desks());
        all.addAll(told.later());
        return all;
    }

    /** A reminder of a clock, for the desks of the side that has to move. */
    Future<Void> remind(Tx tx, AlertStore.Ticked clock, long now) {
        CaseParty side = side(clock.kind());
        Future<Void> last = store.moveClock(
                tx, clock.conversation(), clock.kind(), next(clock.kind(), clock.urgency(), clock.due(), now));
        for (int i = 0; i < clock.desks().size(); i++) {
            if (clock.parties().get(i).equals(side.code())) {
                Alert alert = fresh(clock.desks().get(i), clock.urgency(), clock.kind());
                last = last.compose(before -> store.raise(tx, clock.conversation(), alert, clock.next(), now, now));
            }
        }
        return last;
    }

    private static CaseParty side(String kind) {
        return kind.equals(CaseClocks.Kind.ANSWER.code()) ? CaseParty.ANSWERER : CaseParty.REQUESTER;
    }

    /** The first reminder of a clock after a time; null if none is left. */
    private @Nullable Long next(String kind, String urgency, long due, long after) {
        for (long before : reminders(kind, urgency)) {
            long at = due - before;
            if (at > after) {
                return at;
            }
        }
        return null;
    }

    /** Seconds before the due time, longest first; the due time itself is the last. */
    private List<Long> reminders(String kind, String urgency) {
        List<Long> before = new ArrayList<>();
        if (kind.equals(CaseClocks.Kind.END_PRESERVATION.code())) {
            settings.reminders().preservationDays().forEach(days -> before.add(days * 86_400L));
        } else if (!kind.equals(CaseClocks.Kind.REMIND_PRESERVATION.code())) {
            for (Urgency one : Urgency.values()) {
                if (one.code().equals(urgency)) {
                    before.add(settings.reminders().before(one).toSeconds());
                }
            }
        }
        before.add(0L);
        return before;
    }

    private Alert fresh(String desk, String urgency, String step) {
        return new Alert(RandomId.make(randomness), desk, urgency, step, 0, 0, 0, false);
    }
}
