package org.hublink.prove;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.demo.TalkCrew;
import org.hublink.engine.CaseBook;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;

/** Says what of the promises was not kept. */
final class FaultsTalkJudge {
    private static final int OK = 200;

    private final FaultsSaid said;
    private final FaultsLedger ledger;
    private final List<FaultsTalker> talkers;
    private final String leaver;
    private final Map<String, Integer> packages = new HashMap<>();

    FaultsTalkJudge(FaultsSaid said, FaultsLedger ledger, List<FaultsTalker> talkers, String leaver) {
        this.said = said;
        this.ledger = ledger;
        this.talkers = talkers;
        this.leaver = leaver;
    }

    /** What a client still waits for, or has to send; empty = it is settled. */
    List<String> waitsFor(FaultsTalker one, String conversation, boolean absent, boolean left) {
        List<String> open = new ArrayList<>();
        if (absent) {
            return open;
        }
        if (!one.book().conversations().contains(conversation)) {
            return List.of(one.name + " knows no case");
        }
        CaseBook.Members members = one.book().members(conversation);
        if (members == null) {
            return List.of(one.name + " is in no group");
        }
        if (one.book().sending() || members.waiting() > 0 || !members.trouble().isEmpty()) {
            open.add(one.name + " still sends: " + members.waiting() + " " + members.trouble());
        }
        int count = left ? talkers.size() - 1 : talkers.size();
        if (members.devices().size() != count) {
            open.add(one.name + " is one of " + members.devices().size() + " devices, not of " + count);
        }
        Set<String> shown = new HashSet<>(one.shown(conversation));
        if (!one.device.equals(leaver)) {
            for (FaultsTalker other : talkers) {
                for (String text : other.shown(conversation)) {
                    if (!shown.contains(text)) {
                        open.add(one.name + " lacks '" + text + "', which " + other.name + " shows");
                    }
                }
            }
        }
        said.all().forEach((text, promise) -> {
            if (due(one, promise) && !shown.contains(text)) {
                open.add(one.name + " lacks '" + text + "' (" + promise + ")");
            }
        });
        return open;
    }

    private boolean due(FaultsTalker one, FaultsSaid.Promise promise) {
        return switch (promise) {
            case ALL -> true;
            case STAYING, EITHER -> !one.device.equals(leaver);
            case NONE -> false;
        };
    }

    /** After everything has settled. */
    void round(String conversation, boolean left, List<FaultsNode> nodes) throws IOException, Ended {
        ledger.look();
        ledger.findings().forEach(said::fault);
        Map<String, FaultsSaid.Promise> promised = said.all();
        for (FaultsTalker one : talkers) {
            Set<String> once = new HashSet<>();
            for (String text : one.shown(conversation)) {
                if (!once.add(text)) {
                    said.fault(one.name + " shows '" + text + "' twice");
                }
                FaultsSaid.Promise promise = promised.get(text);
                if (promise == null) {
                    said.fault(one.name + " shows what nobody said: '" + text + "'");
                } else if (promise == FaultsSaid.Promise.STAYING && one.device.equals(leaver)) {
                    if (left || !one.archived(conversation).contains(TalkCrew.DESK)) {
                        said.fault("the one who left shows '" + text + "'");
                    } else {
                        // Back on the roster he reads what his desk has filed (B3); he keeps it when he leaves again.
                        said.said(text, FaultsSaid.Promise.EITHER);
                    }
                }
            }
            one.doubted(conversation).forEach(words -> said.fault(one.name + " doubts " + words));
        }
        if (left) {
            readsNothingLater(nodes);
        }
        readsHisStays(nodes);
        onlyOnce();
    }

    /** Whoever left asks both nodes for all that there is. */
    private void readsNothingLater(List<FaultsNode> nodes) throws Ended {
        FaultsTalker one = talkers.get(TalkCrew.NAMES.indexOf(TalkCrew.LEAVER));
        for (Map.Entry<String, Long> stay : ledger.stays(leaver).entrySet()) {
            if (stay.getValue() < 0) {
                said.fault("the one who left is still routed to in " + stay.getKey());
                continue;
            }
            for (FaultsNode node : nodes) {
                long newest = newest(node.http(), one.token(), stay.getKey(), stay.getValue());
                if (newest > stay.getValue()) {
                    said.fault("the one who left at " + stay.getValue() + " gets " + newest);
                }
            }
        }
    }

    /** What is between two stays is the archive's to tell, not the group's: whether he is there now or not. */
    private void readsHisStays(List<FaultsNode> nodes) throws Ended {
        FaultsTalker one = talkers.get(TalkCrew.NAMES.indexOf(TalkCrew.LEAVER));
        for (String group : ledger.stays(leaver).keySet()) {
            List<long[]> times = ledger.times(leaver, group);
            for (FaultsNode node : nodes) {
                long after = 0;
                for (List<Long> page = page(node.http(), one.token(), group, after);
                        !page.isEmpty();
                        page = page(node.http(), one.token(), group, after)) {
                    for (long seq : page) {
                        after = Math.max(after, seq);
                        if (times.stream().noneMatch(time -> seq > time[0] && seq <= time[1])) {
                            said.fault("the one who was away gets " + seq + " of the time between");
                        }
                    }
                }
            }
        }
    }

    private long newest(HttpHome http, String token, String group, long until) {
        return page(http, token, group, Math.max(0, until - 1)).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Numbers of what comes next in a group. */
    private List<Long> page(HttpHome http, String token, String group, long after) {
        JsonObject asked = new JsonObject()
                .put(
                        "groups",
                        new JsonArray().add(new JsonObject().put("group", group).put("after", after)));
        HttpHome.Answer answer = http.call(
                "POST",
                "/api/v1/messaging/fetch",
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                asked.toBuffer().getBytes());
        List<Long> found = new ArrayList<>();
        if (answer.status() != OK) {
            return found;
        }
        try {
            for (DeliveryFrame frame : DeliveryFrames.read(answer.body())) {
                if (frame instanceof DeliveryFrame.Delivered one) {
                    found.add(one.seq());
                }
            }
        } catch (Malformed broken) {
            said.fault("a fetch is answered by " + broken.reason());
        }
        return found;
    }

    /** Asks both nodes at one time for the packages of both desks, while they are killed. */
    void asksForPackages(List<FaultsNode> nodes, int asker) throws Ended {
        String token = talkers.get(asker).token();
        List<CompletableFuture<HttpHome.Answer>> asked = new ArrayList<>();
        for (FaultsNode node : nodes) {
            for (String desk : List.of(TalkCrew.DESK, TalkCrew.OTHER_DESK)) {
                asked.add(node.http()
                        .start(
                                "GET",
                                "/api/v1/messaging/desks/" + desk + "/bundle",
                                Map.of("Authorization", "Bearer " + token),
                                null));
            }
        }
        for (CompletableFuture<HttpHome.Answer> one : asked) {
            HttpHome.Answer answer = one.join();
            if (answer.status() == OK) {
                for (Object device : new JsonObject(Buffer.buffer(answer.body())).getJsonArray("devices")) {
                    String body = ((JsonObject) device).getString("keyPackage");
                    if (body != null) {
                        packages.merge(body, 1, Integer::sum);
                    }
                }
            }
        }
    }

    private void onlyOnce() {
        Set<String> resorts = ledger.lastResorts();
        packages.forEach((body, count) -> {
            if (count > 1 && !resorts.contains(body)) {
                said.fault("a package was handed out " + count + " times");
            }
        });
    }

    /** Different packages that were handed out to the judge. */
    int packages() {
        return packages.size();
    }
}
