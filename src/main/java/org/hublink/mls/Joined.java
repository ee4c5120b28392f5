package org.hublink.mls;

/** What became of a welcome. */
public sealed interface Joined {
    /** In the group. That its id is new among one's groups, the caller checks. */
    record Welcomed(Group group) implements Joined {}

    /**
     * Not joined.
     *
     * @param reason stable code in kebab-case
     */
    record Refused(String reason) implements Joined {}
}
