package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Tx;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.Coded;
import org.hublink.protocol.DeliveryFrame;

/** The desks of a group as its row has them: those it was opened for, and those that commits brought in later. */
final class GroupDeskStore {
    static final String WIDEN = "UPDATE mls_group SET later_desks = $2, later_parties = $3 WHERE id = $1";

    private GroupDeskStore() {}

    /** Writes the desks that the batch brought in. */
    static Future<Void> widen(Tx tx, List<GroupRow> groups) {
        List<Future<?>> all = new ArrayList<>();
        for (GroupRow group : groups) {
            if (group.widened) {
                Tuple row = Tuple.of(StoredIds.of(group.id), desks(group.later), parties(group.later));
                all.add(tx.connection().preparedQuery(WIDEN).execute(row));
            }
        }
        return all.isEmpty() ? Future.succeededFuture() : Future.all(all).mapEmpty();
    }

    static String[] desks(List<DeliveryFrame.Place> places) {
        return places.stream().map(DeliveryFrame.Place::desk).toArray(String[]::new);
    }

    static String[] parties(List<DeliveryFrame.Place> places) {
        return places.stream().map(place -> place.party().code()).toArray(String[]::new);
    }

    static List<DeliveryFrame.Place> places(Row row, String desksColumn, String partiesColumn) {
        String[] desks = row.getArrayOfStrings(desksColumn);
        String[] parties = row.getArrayOfStrings(partiesColumn);
        List<DeliveryFrame.Place> places = new ArrayList<>();
        for (int i = 0; i < desks.length; i++) {
            places.add(new DeliveryFrame.Place(desks[i], party(parties[i])));
        }
        return places;
    }

    private static CaseParty party(String code) {
        CaseParty party = Coded.find(CaseParty.values(), code);
        if (party == null) {
            throw new IllegalStateException("stored party");
        }
        return party;
    }
}
