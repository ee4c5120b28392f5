package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.primitives.Json;
import org.hublink.protocol.Listing;

/**
 * What one set of listings changes of another, in words: whoever signs a manifest reads this, not digests.
 *
 * @param changed by id: field, what it said, what it says now
 */
record ListingChanges(List<Listing> added, Map<String, List<Field>> changed, List<Listing> removed) {
    /** A field that differs; empty text where it was not, or is no more. */
    record Field(String name, String before, String now) {}

    static ListingChanges between(Map<String, Listing> before, Map<String, Listing> now) {
        var added = new ArrayList<Listing>();
        var changed = new TreeMap<String, List<Field>>();
        var removed = new ArrayList<Listing>();
        now.forEach((id, listing) -> {
            var former = before.get(id);
            if (former == null) {
                added.add(listing);
            } else if (!former.equals(listing)) {
                changed.put(id, fields(former, listing));
            }
        });
        before.forEach((id, listing) -> {
            if (!now.containsKey(id)) {
                removed.add(listing);
            }
        });
        return new ListingChanges(added, changed, removed);
    }

    private static List<Field> fields(Listing before, Listing now) {
        var old = ListingFields.of(before);
        var next = ListingFields.of(now);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(next.keySet());
        var fields = new ArrayList<Field>();
        for (var name : names) {
            var was = old.getOrDefault(name, "");
            var is = next.getOrDefault(name, "");
            if (!was.equals(is)) {
                fields.add(new Field(name, was, is));
            }
        }
        return fields;
    }

    boolean none() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    void show(Screen screen) {
        for (var listing : added) {
            screen.line();
            screen.line("  " + screen.paint("32", "+ " + listing.id()) + " added");
            ListingFields.of(listing).forEach((name, text) -> {
                if (!text.isEmpty()) {
                    screen.prose(6, name + ": " + text);
                }
            });
        }
        changed.forEach((id, fields) -> {
            screen.line();
            screen.line("  " + screen.paint("33", "~ " + id) + " changed");
            for (var field : fields) {
                screen.prose(6, field.name() + ": " + said(field.before()) + " → " + said(field.now()));
            }
        });
        for (var listing : removed) {
            screen.line();
            screen.line("  " + screen.paint("31", "- " + listing.id()) + " removed: "
                    + listing.unit().own());
        }
        screen.line();
    }

    String sum() {
        return added.size() + " added, " + changed.size() + " changed, " + removed.size() + " removed";
    }

    private static String said(String text) {
        return text.isEmpty() ? "(nothing)" : text;
    }

    Json.Builder json() {
        var changes = new ArrayList<Json>();
        changed.forEach((id, fields) -> {
            var items = new ArrayList<Json>();
            fields.forEach(field -> items.add(Json.obj()
                    .put("field", field.name())
                    .put("before", field.before())
                    .put("now", field.now())
                    .build()));
            changes.add(Json.obj().put("id", id).put("fields", items).build());
        });
        return Json.obj()
                .putTexts("added", added.stream().map(Listing::id).toList())
                .put("changed", changes)
                .putTexts("removed", removed.stream().map(Listing::id).toList());
    }
}
